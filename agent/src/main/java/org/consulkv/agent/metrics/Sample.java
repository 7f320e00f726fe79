package org.consulkv.agent.metrics;

/// Measures how long something took.
///
/// Threading: thread-safe, contention-free.
public interface Sample {
  /// Records a duration in nanoseconds; reported in milliseconds.
  void record(long nanos);
}
