package org.consulkv.cli.lock;

import java.time.Duration;

/// The time until which a lock is tried for.
///
/// Threading: immutable.
final class Deadline {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  private final long startNanos = System.nanoTime();
  private final Duration limit;

  /// @param limit zero for no limit
  Deadline(Duration limit) {
    this.limit = limit;
  }

  boolean isOver() {
    return limit.isPositive() && elapsed().compareTo(limit) >= 0;
  }

  /// How long the next request may wait.
  Duration wait(Duration wanted) {
    Duration most = wanted.compareTo(LONGEST_WAIT) < 0 ? wanted : LONGEST_WAIT;
    if (!limit.isPositive()) {
      return most;
    }
    Duration left = limit.minus(elapsed());
    return left.compareTo(most) < 0 ? left : most;
  }

  Duration longestWait() {
    return wait(LONGEST_WAIT);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
