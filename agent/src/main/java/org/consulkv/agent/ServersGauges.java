package org.consulkv.agent;

import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.runtime.LogStatus;
import org.consulkv.server.Server;

/// How well the servers are, in numbers. The leader knows; another server tells what it sees of the
/// leader.
final class ServersGauges {
  private ServersGauges() {}

  static void register(Metrics metrics, Server server, Cluster cluster, String datacenter) {
    StateGauges.register(metrics, server.reads()::snapshot, datacenter);
    metrics.gauge("raft.applied_index", () -> server.status().appliedIndex());
    metrics.gauge("raft.last_index", () -> server.status().lastLogIndex());
    metrics.gauge("raft.commitIndex", () -> server.status().commitIndex());
    metrics.gauge("server.isLeader", () -> server.leads() ? 1 : 0);
    metrics.gauge("autopilot.failure_tolerance", () -> failureTolerance(server));
    metrics.gauge("autopilot.healthy", () -> healthy(server));
    metrics.gauge("raft.peers", () -> server.status().peers().size());
    metrics.gauge("members.servers", () -> server.status().peers().size());
    metrics.gauge("members.clients", cluster::clients);
    metrics.gauge("session_ttl.active", () -> server.sessions().timed());
  }

  /// 1 if every server is well.
  private static int healthy(Server server) {
    if (server.leads()) {
      return server.autopilot().health().healthy() ? 1 : 0;
    }
    return server.leader().isPresent() ? 1 : 0;
  }

  /// How many voters may fail before the others cannot go on.
  private static int failureTolerance(Server server) {
    if (server.leads()) {
      return server.autopilot().health().failureTolerance();
    }
    long voters = server.status().peers().stream().filter(LogStatus.Peer::voter).count();
    return (int) Math.max(0, (voters - 1) / 2);
  }
}
