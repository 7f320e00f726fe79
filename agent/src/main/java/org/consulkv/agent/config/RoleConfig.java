package org.consulkv.agent.config;

/// What part this agent plays.
///
/// @param dev everything in memory, on loopback, for trying out
/// @param bootstrapExpect how many servers to wait for before the first election; 0 if not set
/// @param readReplica a server that has all data and no vote
public record RoleConfig(
    boolean dev, boolean server, boolean bootstrap, int bootstrapExpect, boolean readReplica) {
  /// Whether this server may found a cluster on its own.
  public boolean alone() {
    return server && (dev || bootstrap || bootstrapExpect == 1);
  }
}
