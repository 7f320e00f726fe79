package org.consulkv.agent.sync;

import java.time.Duration;
import org.consulkv.runtime.Chance;

/// When to synchronize, as Consul does: everything once a minute, less often in large clusters so
/// that the servers' load stays the same.
///
/// @param interval between full rounds, in a cluster of up to [#SMALL_CLUSTER] nodes
/// @param retry after a round that failed
/// @param leaderRetry after a round that failed for want of a leader; no longer than that passes,
///   after any failure, once a server is found
public record SyncTimes(Duration interval, Duration retry, Duration leaderRetry) {
  public static final SyncTimes DEFAULT =
      new SyncTimes(Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(3));

  private static final int SMALL_CLUSTER = 128;

  /// Until the next full round: the interval once, and once more for each time the cluster doubled
  /// beyond the small one, and up to as much again.
  Duration untilNext(int nodes, Chance chance) {
    int doublings = 0;
    for (long size = SMALL_CLUSTER; size < nodes; size *= 2) {
      doublings++;
    }
    Duration scaled = interval.multipliedBy(1 + doublings);
    return scaled.plus(upTo(scaled, chance));
  }

  Duration untilRetry(boolean leaderless, Chance chance) {
    Duration pause = leaderless ? leaderRetry : retry;
    return pause.plus(upTo(pause, chance));
  }

  /// After a server was found: not all agents at once.
  Duration untilServerIsAsked(Chance chance) {
    return upTo(leaderRetry, chance);
  }

  private static Duration upTo(Duration limit, Chance chance) {
    return Duration.ofNanos(chance.below(limit.toNanos() + 1));
  }
}
