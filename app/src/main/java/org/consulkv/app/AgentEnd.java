package org.consulkv.app;

import java.util.concurrent.atomic.AtomicBoolean;
import org.consulkv.agent.Agent;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.LeaveConfig;
import org.consulkv.agent.lifecycle.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for an agent's end: by itself, or by a signal.
///
/// Threading: thread-safe; signals come on threads of the virtual machine.
final class AgentEnd {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final int INTERRUPTED = 1;

  private final Agent agent;
  private final AtomicBoolean leaving = new AtomicBoolean();

  private AgentEnd(Agent agent) {
    this.agent = agent;
  }

  /// @return the exit status
  static int await(Agent agent) {
    AgentEnd end = new AgentEnd(agent);
    Signals.handle(end::caught);
    return agent.ended().join();
  }

  private void caught(Signals.Kind signal) {
    LOG.atInfo()
        .addKeyValue("signal", signal.name().toLowerCase(java.util.Locale.ROOT))
        .log("Caught");
    LeaveConfig leave = agent.config().leave();
    switch (signal) {
      case HANGUP -> reload();
      case INTERRUPT -> end(!leave.skipOnInterrupt());
      case TERMINATED -> end(leave.onTerminate());
    }
  }

  private void reload() {
    try {
      agent.reload();
    } catch (AgentException _) {
      return; // logged by the agent, which goes on as before
    }
  }

  /// Ends at once, or after leaving; a second signal does not wait for a leave.
  private void end(boolean gracefully) {
    if (!gracefully || leaving.getAndSet(true)) {
      agent.ended().complete(INTERRUPTED);
      return;
    }
    LOG.info("Gracefully shutting down agent...");
    var _ = agent.leave().thenRun(() -> LOG.info("Graceful exit completed"));
  }
}
