package org.consulkv.agent.check;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands results on to the sink, without their output if that is not wanted, and logs changes.
///
/// Threading: thread-safe.
final class Reporter {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final CheckSink sink;
  private final Map<String, CheckStatus> last = new ConcurrentHashMap<>();
  private volatile boolean discardOutput;

  Reporter(CheckSink sink, boolean discardOutput) {
    this.sink = sink;
    this.discardOutput = discardOutput;
  }

  void discardOutput(boolean discard) {
    discardOutput = discard;
  }

  void report(CheckDefinition check, CheckStatus status, String output) {
    if (last.put(check.id(), status) != status) {
      log(check.id(), status);
    }
    sink.report(check, status, discardOutput ? "" : output);
  }

  /// The check has ended; what it last said is no measure for another of its id.
  void forget(String checkId) {
    last.remove(checkId);
  }

  private static void log(String checkId, CheckStatus status) {
    if (status == CheckStatus.PASSING) {
      LOG.atDebug()
          .addKeyValue("check", checkId)
          .addKeyValue("status", status.text())
          .log("Check status updated");
    } else {
      LOG.atWarn().addKeyValue("check", checkId).log("Check is now {}", status.text());
    }
  }
}
