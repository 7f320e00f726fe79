package org.consulkv.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The keys `snapshot_agent`: when the leader saves snapshots by itself, and where to.
///
/// @param interval zero for never
/// @param retain how many files are kept; the oldest go first
/// @param directory empty for `snapshots` in the data directory
public record SnapshotSchedule(Duration interval, int retain, Optional<Path> directory) {
  public static final SnapshotSchedule NONE =
      new SnapshotSchedule(Duration.ZERO, 30, Optional.empty());

  private static final Duration SHORTEST = Duration.ofSeconds(10);

  public SnapshotSchedule {
    if (!interval.isZero() && interval.compareTo(SHORTEST) < 0) {
      throw new ConfigException("snapshot_agent.snapshot.interval must be at least 10s, or 0");
    }
    Checks.requirePositive("snapshot_agent.snapshot.retain", retain);
  }
}
