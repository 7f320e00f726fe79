package org.consulkv.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.server.autopilot.ServerCalls;
import org.consulkv.server.membership.ClusterMembers;
import org.consulkv.state.autopilot.AutopilotConfig;

/// What a server knows of the agents around it, and what it can do about them.
///
/// @param pool the members of this datacenter
/// @param membership who takes part in Raft
/// @param calls what it asks other servers
/// @param cluster the id of the cluster; empty if it has none
/// @param autopilot the rules of a cluster that has none yet
/// @param heartbeat how often a follower hears of its leader when nothing happens
public record Neighbours(
    ClusterMembers pool,
    LogMembership membership,
    ServerCalls calls,
    Supplier<String> cluster,
    AutopilotConfig autopilot,
    Duration heartbeat) {

  /// A server that knows nobody else.
  public static Neighbours none(ServerConfig config) {
    return of(ClusterMembers.alone(config.asMember()));
  }

  /// A server that knows others, but cannot do anything about them.
  public static Neighbours of(ClusterMembers pool) {
    return new Neighbours(
        pool, new Fixed(), ServerCalls.none(), () -> "", AutopilotConfig.DEFAULT, Duration.ZERO);
  }

  /// A log whose members never change.
  private static final class Fixed implements LogMembership {
    @Override
    public CompletableFuture<Void> put(Peer peer) {
      return refused();
    }

    @Override
    public CompletableFuture<Void> remove(String id) {
      return refused();
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String id) {
      return refused();
    }

    private static CompletableFuture<Void> refused() {
      return CompletableFuture.failedFuture(
          new LogException(LogException.Reason.NO_LEADER, "this server is on its own"));
    }
  }
}
