package org.consulkv.agent.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Keeps what checks report. Threading: thread-safe.
final class Reported implements CheckSink {
  record Report(String checkId, CheckStatus status, String output) {}

  private final LinkedBlockingQueue<Report> reports = new LinkedBlockingQueue<>();

  @Override
  public void report(CheckDefinition check, CheckStatus status, String output) {
    reports.add(new Report(check.id(), status, output));
  }

  /// The next report, which must come soon.
  Report next() throws InterruptedException {
    Report next = reports.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no result was reported");
    }
    return next;
  }

  /// Everything since the last call.
  List<Report> all() {
    List<Report> all = new ArrayList<>();
    reports.drainTo(all);
    return all;
  }

  List<CheckStatus> statuses() {
    return all().stream().map(Report::status).toList();
  }
}
