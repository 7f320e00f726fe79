package org.consulkv.runtime;

import java.time.Instant;

/// The time. Simulations have one of their own.
///
/// Threading: thread-safe.
public interface Clock {
  /// The calendar's time; it may jump. For people and logs only, never to measure a duration.
  Instant now();

  /// Monotonic time in nanoseconds from an arbitrary origin, to measure durations.
  long nanos();
}
