package org.consulkv.agent.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.consulkv.agent.metrics.MetricsDump.Summary;
import org.jspecify.annotations.Nullable;

/// What was recorded under one name, in this interval and since the start.
///
/// Threading: recording is thread-safe and contention-free; reading is guarded by [Meters].
final class Meter {
  private static final double NANOS_PER_MILLI = 1e6;

  private final LongAdder count = new LongAdder();
  private final DoubleAdder sum = new DoubleAdder();
  private final DoubleAdder squares = new DoubleAdder();
  private final DoubleAccumulator min = new DoubleAccumulator(Math::min, Double.POSITIVE_INFINITY);
  private final DoubleAccumulator max = new DoubleAccumulator(Math::max, Double.NEGATIVE_INFINITY);
  private final @Nullable Quantiles quantiles;
  private long lastActiveNanos;
  private long earlierCount;
  private double earlierSum;

  /// @param distributed whether the distribution of the values is kept too
  Meter(boolean distributed, long nowNanos) {
    quantiles = distributed ? new Quantiles() : null;
    lastActiveNanos = nowNanos;
  }

  void record(double value) {
    count.increment();
    sum.add(value);
    squares.add(value * value);
    min.accumulate(value);
    max.accumulate(value);
  }

  void recordNanos(long nanos) {
    record(nanos / NANOS_PER_MILLI);
    if (quantiles != null) {
      quantiles.record(nanos);
    }
  }

  /// Begins the next interval of the distribution, and remembers whether anything was recorded.
  void turnOver(long nowNanos) {
    if (count.sum() > 0) {
      lastActiveNanos = nowNanos;
    }
    if (quantiles != null) {
      quantiles.turnOver();
    }
  }

  /// Whether anything was recorded since the start, and not longer ago than this.
  boolean isActive(long nowNanos, Duration retention) {
    return count.sum() > 0
        || (earlierCount > 0 && nowNanos - lastActiveNanos <= retention.toNanos());
  }

  /// A quantile of the last seconds in milliseconds; not a number if there is none.
  double quantile(double part) {
    return quantiles == null ? Double.NaN : quantiles.quantile(part);
  }

  /// What this interval holds so far.
  ///
  /// @param end true to begin the next one
  Interval interval(boolean end) {
    if (!end) {
      return new Interval(count.sum(), sum.sum(), squares.sum(), min.get(), max.get());
    }
    Interval ended =
        new Interval(
            count.sumThenReset(),
            sum.sumThenReset(),
            squares.sumThenReset(),
            min.getThenReset(),
            max.getThenReset());
    earlierCount += ended.count;
    earlierSum += ended.sum;
    return ended;
  }

  /// Everything since the start.
  long totalCount() {
    return earlierCount + count.sum();
  }

  /// Everything since the start.
  double totalSum() {
    return earlierSum + sum.sum();
  }

  /// One interval's numbers.
  record Interval(long count, double sum, double squares, double min, double max) {
    Summary summary(String name, Map<String, String> labels, Duration length) {
      double mean = sum / count;
      double variance = count > 1 ? (squares - sum * mean) / (count - 1) : 0;
      return new Summary(
          name,
          count,
          sum / length.toSeconds(),
          sum,
          min,
          max,
          mean,
          Math.sqrt(Math.max(variance, 0)),
          labels);
    }
  }
}
