package org.consulkv.agent.metrics;

/// Measures how long something took, or how large it is.
///
/// Threading: thread-safe, contention-free.
public interface Sample {
  /// Records a duration in nanoseconds; reported in milliseconds.
  void record(long nanos);

  /// Records a plain number, such as a size; reported as it is.
  default void recordValue(long value) {
    record(Math.multiplyExact(value, 1_000_000));
  }
}
