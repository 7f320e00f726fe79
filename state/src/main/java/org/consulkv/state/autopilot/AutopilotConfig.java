package org.consulkv.state.autopilot;

import java.time.Duration;

/// The rules in force. There is one row.
///
/// @param cleanupDeadServers whether failed servers that were replaced are taken out of Raft
/// @param lastContactThreshold a server that heard from the leader longer ago is unhealthy
/// @param maxTrailingLogs a server that lags by more entries is unhealthy
/// @param minQuorum servers that are left when failed ones are taken out, at least
/// @param serverStabilizationTime how long a new server must be healthy before it gets a vote
/// @param redundancyZoneTag kept and shown only
/// @param disableUpgradeMigration kept and shown only
/// @param upgradeVersionTag kept and shown only
public record AutopilotConfig(
    boolean cleanupDeadServers,
    Duration lastContactThreshold,
    long maxTrailingLogs,
    long minQuorum,
    Duration serverStabilizationTime,
    String redundancyZoneTag,
    boolean disableUpgradeMigration,
    String upgradeVersionTag,
    long createIndex,
    long modifyIndex) {

  /// What is in force when nobody has said anything.
  public static final AutopilotConfig DEFAULT =
      new AutopilotConfig(
          true, Duration.ofMillis(200), 250, 0, Duration.ofSeconds(10), "", false, "", 0, 0);

  /// The same rules with these indexes.
  AutopilotConfig at(long created, long modified) {
    return new AutopilotConfig(
        cleanupDeadServers,
        lastContactThreshold,
        maxTrailingLogs,
        minQuorum,
        serverStabilizationTime,
        redundancyZoneTag,
        disableUpgradeMigration,
        upgradeVersionTag,
        created,
        modified);
  }
}
