package org.consulkv.agent.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// How durations of the last ten to twenty seconds are distributed, to within 6 %: eight buckets
/// for each doubling.
///
/// Threading: recording is thread-safe; reading and turning over are guarded by [Meters].
final class Quantiles {
  private static final int PER_DOUBLING_BITS = 3;
  private static final int PER_DOUBLING = 1 << PER_DOUBLING_BITS;
  private static final int BUCKETS = 64 * PER_DOUBLING;
  private static final double NANOS_PER_MILLI = 1e6;

  /// Made by the first recording: most names are never recorded.
  private volatile @Nullable AtomicLongArray current;

  private long @Nullable [] before;

  void record(long nanos) {
    AtomicLongArray buckets = current;
    if (buckets == null) {
      buckets = create();
    }
    buckets.getAndIncrement(bucket(Math.max(nanos, PER_DOUBLING)));
  }

  private synchronized AtomicLongArray create() {
    AtomicLongArray buckets = current;
    if (buckets == null) {
      buckets = new AtomicLongArray(BUCKETS);
      current = buckets;
    }
    return buckets;
  }

  /// The logarithm, and the bits behind the first.
  private static int bucket(long nanos) {
    int doublings = 63 - Long.numberOfLeadingZeros(nanos);
    int part = (int) (nanos >>> (doublings - PER_DOUBLING_BITS)) & (PER_DOUBLING - 1);
    return doublings * PER_DOUBLING + part;
  }

  private static double middleMillis(int bucket) {
    int doublings = bucket / PER_DOUBLING;
    double within = 1 + (bucket % PER_DOUBLING + 0.5) / PER_DOUBLING;
    return Math.scalb(within, doublings) / NANOS_PER_MILLI;
  }

  /// Begins the next ten seconds.
  void turnOver() {
    AtomicLongArray buckets = current;
    if (buckets == null) {
      return;
    }
    long[] ended = new long[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      ended[i] = buckets.get(i) == 0 ? 0 : buckets.getAndSet(i, 0);
    }
    before = ended;
  }

  /// The duration in milliseconds that this part of all durations does not exceed; not a number if
  /// there were none.
  double quantile(double part) {
    AtomicLongArray buckets = current;
    if (buckets == null) {
      return Double.NaN;
    }
    long[] counts = before == null ? new long[BUCKETS] : before.clone();
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += buckets.get(i);
      total += counts[i];
    }
    long wanted = (long) Math.ceil(part * total);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= wanted && counts[i] > 0) {
        return middleMillis(i);
      }
    }
    return Double.NaN;
  }
}
