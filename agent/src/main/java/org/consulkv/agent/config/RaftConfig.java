package org.consulkv.agent.config;

import java.time.Duration;

/// The keys `raft_…` and `performance`.
///
/// @param multiplier 1 to 10, stretches Raft's timings
/// @param rpcHoldTimeout how long a request waits for a leader to appear
/// @param leaveDrainTime how long a leaving server goes on answering
public record RaftConfig(
    int protocol,
    int multiplier,
    int snapshotThreshold,
    Duration snapshotInterval,
    int trailingLogs,
    Duration rpcHoldTimeout,
    Duration leaveDrainTime) {

  public static final RaftConfig DEFAULT =
      new RaftConfig(
          3, 5, 16384, Duration.ofSeconds(30), 10240, Duration.ofSeconds(7), Duration.ofSeconds(5));
}
