package org.consulkv.agent.check;

import java.util.ArrayDeque;
import java.util.Queue;
import org.consulkv.runtime.Timers;
import org.jspecify.annotations.Nullable;

/// Turns critical when no heartbeat came in time.
///
/// Threading: guarded by its own lock, which is not held while the sink is called. Results are
/// queued in the order they were decided, and handed on by one thread at a time.
final class TtlCheck implements RunningCheck {
  private final CheckDefinition check;
  private final Timers timers;
  private final Reporter reporter;
  private final int outputLimit;

  private final Object lock = new Object();
  private final Queue<Result> decided = new ArrayDeque<>();
  private boolean handingOn;
  private boolean stopped;
  private String lastOutput = "";
  private long period; // counts the times the TTL began anew
  private Timers.@Nullable Scheduled expiry;

  TtlCheck(CheckDefinition check, Timers timers, Reporter reporter, int outputLimit) {
    this.check = check;
    this.timers = timers;
    this.reporter = reporter;
    this.outputLimit = outputLimit;
  }

  @Override
  public void start() {
    synchronized (lock) {
      beginPeriod();
    }
  }

  @Override
  public void stop() {
    synchronized (lock) {
      stopped = true;
      decided.clear();
      if (expiry != null) {
        expiry.cancel();
      }
    }
  }

  /// Takes a heartbeat. On return its result has been handed on, or another thread is at it.
  void heartbeat(CheckStatus status, String output) {
    String cut = Output.head(output, outputLimit);
    synchronized (lock) {
      lastOutput = cut;
      decide(new Result(status, cut));
      beginPeriod();
    }
    handOn();
  }

  private void expire(long expired) {
    synchronized (lock) {
      if (expired != period) {
        return; // a heartbeat was first
      }
      String output =
          lastOutput.isEmpty()
              ? "TTL expired"
              : "TTL expired (last output before timeout follows): " + lastOutput;
      decide(Result.critical(output));
    }
    handOn();
  }

  private void beginPeriod() {
    if (stopped) {
      return;
    }
    if (expiry != null) {
      expiry.cancel();
    }
    long begun = ++period;
    expiry = timers.after(check.ttl(), () -> expire(begun));
  }

  private void decide(Result result) {
    if (!stopped) {
      decided.add(result);
    }
  }

  private void handOn() {
    synchronized (lock) {
      if (handingOn) {
        return;
      }
      handingOn = true;
    }
    for (Result next = take(); next != null; next = take()) {
      reporter.report(check, next.status(), next.output());
    }
  }

  private @Nullable Result take() {
    synchronized (lock) {
      Result next = decided.poll();
      handingOn = next != null;
      return next;
    }
  }
}
