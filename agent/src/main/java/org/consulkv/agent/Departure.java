package org.consulkv.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How an agent leaves: a server takes leave of Raft first, then every agent of its pools; a server
/// that others may still ask goes on answering for a while.
///
/// Threading: thread-safe.
final class Departure {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final ClusterNode node;
  private final Cluster cluster;
  private final Timers timers;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Void> left = new CompletableFuture<>();

  Departure(ClusterNode node, Cluster cluster, Timers timers) {
    this.node = node;
    this.cluster = cluster;
    this.timers = timers;
  }

  /// Begins to leave, unless it has begun; completes when the agent may end.
  CompletableFuture<Void> leave(AgentConfig config) {
    if (begun.getAndSet(true)) {
      return left;
    }
    boolean server = config.role().server();
    LOG.info(server ? "server starting leave" : "client starting leave");
    // A lone server has no one to tell; its log stays as it is, for when it starts again.
    Duration drain = server && cluster.hasOthers() ? config.raft().leaveDrainTime() : Duration.ZERO;
    var _ =
        node.leave(cluster, timers)
            .thenCompose(_ -> cluster.leave())
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.error("Error leaving cluster", failure);
              }
              Scheduled _ = timers.after(drain, () -> left.complete(null));
            });
    return left;
  }
}
