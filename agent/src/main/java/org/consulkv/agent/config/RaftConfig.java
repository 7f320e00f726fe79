package org.consulkv.agent.config;

import java.time.Duration;
import org.consulkv.state.autopilot.AutopilotConfig;

/// The keys `raft_…`, `performance`, `autopilot`, `snapshot_agent` and `server_rejoin_age_max`.
///
/// @param multiplier 1 to 10, stretches Raft's timings
/// @param rpcHoldTimeout how long a request waits for a leader to appear
/// @param leaveDrainTime how long a leaving server goes on answering
/// @param autopilot the rules of a cluster that has none yet
/// @param schedule when the leader saves snapshots by itself
/// @param rejoinAgeMax a server that was away for longer does not start
public record RaftConfig(
    int protocol,
    int multiplier,
    int snapshotThreshold,
    Duration snapshotInterval,
    int trailingLogs,
    Duration rpcHoldTimeout,
    Duration leaveDrainTime,
    AutopilotConfig autopilot,
    SnapshotSchedule schedule,
    Duration rejoinAgeMax) {

  public static final RaftConfig DEFAULT =
      new RaftConfig(
          3,
          5,
          16384,
          Duration.ofSeconds(30),
          10240,
          Duration.ofSeconds(7),
          Duration.ofSeconds(5),
          AutopilotConfig.DEFAULT,
          SnapshotSchedule.NONE,
          Duration.ofDays(7));

  public RaftConfig {
    if (multiplier < 1 || multiplier > 10) {
      throw new ConfigException(
          "performance.raft_multiplier cannot be " + multiplier + ". Must be between 1 and 10");
    }
    if (protocol < 2 || protocol > 3) {
      throw new ConfigException(
          "raft_protocol version " + protocol + " is not supported by this version");
    }
    Checks.requirePositive("raft_snapshot_threshold", snapshotThreshold);
    Checks.requirePositive("raft_trailing_logs", trailingLogs);
    Checks.requirePositive("raft_snapshot_interval", snapshotInterval);
    Checks.requireNotNegative("performance.rpc_hold_timeout", rpcHoldTimeout);
    Checks.requireNotNegative("performance.leave_drain_time", leaveDrainTime);
    Checks.requireAtLeast("server_rejoin_age_max", rejoinAgeMax, Duration.ofHours(6), "6h0m0s");
  }

  /// These settings with what may change while the agent runs from newer ones.
  RaftConfig reloaded(RaftConfig newer) {
    return new RaftConfig(
        protocol,
        multiplier,
        newer.snapshotThreshold,
        newer.snapshotInterval,
        newer.trailingLogs,
        rpcHoldTimeout,
        leaveDrainTime,
        autopilot,
        schedule,
        rejoinAgeMax);
  }
}
