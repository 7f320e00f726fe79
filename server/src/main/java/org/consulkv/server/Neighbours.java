package org.consulkv.server;

import java.time.Duration;
import java.util.function.Supplier;
import org.consulkv.runtime.LogMembership;
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
        pool,
        LogMembership.fixed("this server is on its own"),
        ServerCalls.none(),
        () -> "",
        AutopilotConfig.DEFAULT,
        Duration.ZERO);
  }
}
