package org.consulkv.agent.metrics;

import java.util.List;
import java.util.Map;

/// The answer of `/v1/agent/metrics`: the last complete interval of ten seconds.
///
/// @param timestamp start of the interval, as `2026-01-01 00:00:00 +0000 UTC`
public record MetricsDump(
    String timestamp, List<Gauge> gauges, List<Summary> counters, List<Summary> samples) {

  /// A value at one moment.
  public record Gauge(String name, double value, Map<String, String> labels) {}

  /// What was recorded during the interval.
  public record Summary(
      String name,
      long count,
      double rate,
      double sum,
      double min,
      double max,
      double mean,
      double stddev,
      Map<String, String> labels) {}

  public MetricsDump {
    gauges = List.copyOf(gauges);
    counters = List.copyOf(counters);
    samples = List.copyOf(samples);
  }
}
