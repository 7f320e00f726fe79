package org.consulkv.agent;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.founding.ClusterCalls;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a server takes leave of Raft: it hands leadership on, if it has it, and asks the leader to
/// take it out. If that cannot be had in time it goes all the same; the leader sees in the pool
/// that it went.
///
/// Threading: thread-safe; used once.
final class RaftLeave {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server");
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int STEPS = 100;

  private final Server server;
  private final ClusterCalls calls;
  private final AddressBook addresses;
  private final Timers timers;

  RaftLeave(Server server, ClusterCalls calls, AddressBook addresses, Timers timers) {
    this.server = server;
    this.calls = calls;
    this.addresses = addresses;
    this.timers = timers;
  }

  /// Completes when this server is out, or when there is no point in waiting any longer; never
  /// fails. The last server stays in its own log.
  CompletableFuture<Void> leave() {
    if (server.status().peers().size() < 2) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> out = new CompletableFuture<>();
    var _ =
        handOn()
            .thenCompose(_ -> askToBeTakenOut(STEPS))
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.atWarn()
                    .addKeyValue("error", failure.getMessage())
                    .log("leaving without having been taken out of Raft");
              }
              out.complete(null);
            });
    return out;
  }

  private CompletableFuture<?> handOn() {
    if (!server.leads()) {
      return CompletableFuture.completedFuture(null);
    }
    return server
        .raft()
        .transferLeader("")
        .exceptionally(failure -> {
          LOG.atWarn()
              .addKeyValue("error", failure.getMessage())
              .log("leadership could not be handed on");
          return null;
        });
  }

  private CompletableFuture<Void> askToBeTakenOut(int steps) {
    LogStatus status = server.status();
    if (server.leads()) { // nobody else could
      return server.raft().remove("id", status.id());
    }
    Optional<InetSocketAddress> leader =
        status.leader().filter(id -> !id.equals(status.id())).flatMap(addresses::addressOf);
    if (leader.isPresent()) {
      return calls
          .leave(leader.get(), status.id())
          .exceptionallyCompose(
              failure -> steps == 0 ? CompletableFuture.failedFuture(failure) : askLater(steps));
    }
    if (steps == 0) {
      return CompletableFuture.failedFuture(new AgentException("No cluster leader"));
    }
    return askLater(steps);
  }

  /// A server that has just begun to lead may need a moment. To ask twice does no harm.
  private CompletableFuture<Void> askLater(int steps) {
    CompletableFuture<Void> later = new CompletableFuture<>();
    Scheduled _ = timers.after(STEP, () -> later.complete(null));
    return later.thenCompose(_ -> askToBeTakenOut(steps - 1));
  }
}
