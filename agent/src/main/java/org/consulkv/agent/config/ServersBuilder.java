package org.consulkv.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import org.consulkv.state.autopilot.AutopilotConfig;

/// Reads how servers look after themselves and what they save.
final class ServersBuilder {
  private final Values values;

  ServersBuilder(Values values) {
    this.values = values;
  }

  RaftConfig raft(boolean dev) {
    RaftConfig defaults = RaftConfig.DEFAULT;
    return new RaftConfig(
        values.integer("raft_protocol", defaults.protocol()),
        values.integer("performance.raft_multiplier", dev ? 1 : defaults.multiplier()),
        values.integer("raft_snapshot_threshold", defaults.snapshotThreshold()),
        values.duration("raft_snapshot_interval", defaults.snapshotInterval()),
        values.integer("raft_trailing_logs", defaults.trailingLogs()),
        values.duration("performance.rpc_hold_timeout", defaults.rpcHoldTimeout()),
        values.duration("performance.leave_drain_time", defaults.leaveDrainTime()),
        autopilot(),
        snapshots(),
        values.duration("server_rejoin_age_max", defaults.rejoinAgeMax()));
  }

  private AutopilotConfig autopilot() {
    AutopilotConfig defaults = AutopilotConfig.DEFAULT;
    return new AutopilotConfig(
        values.flag("autopilot.cleanup_dead_servers", defaults.cleanupDeadServers()),
        notNegative("autopilot.last_contact_threshold", defaults.lastContactThreshold()),
        notNegative("autopilot.max_trailing_logs", defaults.maxTrailingLogs()),
        notNegative("autopilot.min_quorum", defaults.minQuorum()),
        notNegative("autopilot.server_stabilization_time", defaults.serverStabilizationTime()),
        values.text("autopilot.redundancy_zone_tag", ""),
        values.flag("autopilot.disable_upgrade_migration", false),
        values.text("autopilot.upgrade_version_tag", ""),
        0,
        0);
  }

  private SnapshotSchedule snapshots() {
    SnapshotSchedule defaults = SnapshotSchedule.NONE;
    return new SnapshotSchedule(
        notNegative("snapshot_agent.snapshot.interval", defaults.interval()),
        values.integer("snapshot_agent.snapshot.retain", defaults.retain()),
        values.text("snapshot_agent.local_storage.path").map(Path::of));
  }

  private Duration notNegative(String key, Duration otherwise) {
    Duration value = values.duration(key, otherwise);
    Checks.requireNotNegative(key, value);
    return value;
  }

  private long notNegative(String key, long otherwise) {
    long value = values.whole(key, otherwise);
    if (value < 0) {
      throw new ConfigException(
          key + " cannot be " + value + ". Must be greater than or equal to zero");
    }
    return value;
  }
}
