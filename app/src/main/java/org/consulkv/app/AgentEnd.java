package org.consulkv.app;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.consulkv.agent.Agent;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.LeaveConfig;
import org.consulkv.agent.lifecycle.Signals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for an agent's end: by itself, or by a signal. A signal that comes while the agent still
/// starts ends it as soon as it has.
///
/// Threading: thread-safe; signals come on threads of the virtual machine.
final class AgentEnd {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final int INTERRUPTED = 1;

  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private final AtomicBoolean leaving = new AtomicBoolean();
  private volatile @Nullable Agent agent;

  private AgentEnd() {}

  /// Begins to listen for signals.
  static AgentEnd watch() {
    AgentEnd end = new AgentEnd();
    Signals.handle(end::caught);
    return end;
  }

  /// @return the exit status
  int await(Agent started) {
    agent = started;
    var _ = started.ended().thenAccept(status::complete);
    return status.join();
  }

  private void caught(Signals.Kind signal) {
    LOG.atInfo().addKeyValue("signal", signal.name().toLowerCase(Locale.ROOT)).log("Caught");
    Agent running = agent;
    if (running == null) {
      if (signal != Signals.Kind.HANGUP) {
        status.complete(INTERRUPTED);
      }
      return;
    }
    LeaveConfig leave = running.config().leave();
    switch (signal) {
      case HANGUP -> reload(running);
      case INTERRUPT -> end(running, !leave.skipOnInterrupt());
      case TERMINATED -> end(running, leave.onTerminate());
    }
  }

  private static void reload(Agent running) {
    try {
      running.reload();
    } catch (AgentException _) {
      return; // logged by the agent, which goes on as before
    }
  }

  /// Ends at once, or after leaving; a second signal does not wait for a leave.
  private void end(Agent running, boolean gracefully) {
    if (!gracefully || leaving.getAndSet(true)) {
      status.complete(INTERRUPTED);
      return;
    }
    LOG.info("Gracefully shutting down agent...");
    var _ = running.leave().thenRun(() -> LOG.info("Graceful exit completed"));
  }
}
