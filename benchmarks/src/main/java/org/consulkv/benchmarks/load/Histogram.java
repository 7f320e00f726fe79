package org.consulkv.benchmarks.load;

/// Counts durations in buckets of at most 3 % width, from nanoseconds to hours.
///
/// Threading: confined to one thread.
final class Histogram {
  private static final int SUB_BITS = 5;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[SUB * (Long.SIZE - SUB_BITS + 1)];
  private long total;
  private long max;

  void add(long nanos) {
    counts[bucket(nanos)]++;
    total++;
    max = Math.max(max, nanos);
  }

  long total() {
    return total;
  }

  double maxMillis() {
    return max / 1e6;
  }

  /// The duration that a share of all stayed under, in milliseconds.
  ///
  /// @param share 0 to 1
  double millisAt(double share) {
    long rank = (long) Math.ceil(total * share);
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank && seen > 0) {
        return Math.min(upperBound(i), max) / 1e6;
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - SUB_BITS - 1);
    return shift * SUB + (int) (nanos >>> shift);
  }

  private static long upperBound(int bucket) {
    int shift = Math.max(0, bucket / SUB - 1);
    return ((long) (bucket - shift * SUB) + 1) << shift;
  }
}
