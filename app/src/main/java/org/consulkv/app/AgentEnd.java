package org.consulkv.app;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.consulkv.agent.Agent;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.LeaveConfig;
import org.consulkv.agent.lifecycle.ServiceManager;
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
  private final ServiceManager manager;
  private volatile @Nullable Agent agent;

  private AgentEnd(ServiceManager manager) {
    this.manager = manager;
  }

  /// Begins to listen for signals.
  ///
  /// @param manager told how far the agent is
  static AgentEnd watch(ServiceManager manager) {
    AgentEnd end = new AgentEnd(manager);
    Signals.handle(end::caught);
    return end;
  }

  /// From here on the agent can be told to reload and to leave; the log and systemd say so.
  ///
  /// @return the exit status
  int await(Agent started) {
    agent = started;
    LOG.info("Consul agent running!");
    manager.ready();
    var _ = started.ended().thenAccept(status::complete);
    int code = status.join();
    manager.stopping();
    return code;
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

  private void reload(Agent running) {
    manager.reloading();
    try {
      running.reload();
    } catch (AgentException _) {
      return; // logged by the agent, which goes on as before
    } finally {
      manager.ready();
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
