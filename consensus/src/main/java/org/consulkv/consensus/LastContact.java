package org.consulkv.consensus;

import java.time.Duration;

/// When this server last heard from a leader. Ratis forgets it with every election that fails, so a
/// server without a leader would always have heard of one just now.
///
/// Threading: thread-safe.
final class LastContact {
  /// What a server says that has heard from none since it started: it cannot know how old its state
  /// is.
  private static final Duration UNKNOWN = Duration.ofDays(365);

  private volatile long nanos = System.nanoTime() - UNKNOWN.toNanos();

  /// A leader spoke, or this server is one.
  void now() {
    nanos = System.nanoTime();
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
