package org.consulkv.agent.metrics;

import java.util.Optional;
import java.util.function.DoubleSupplier;

/// The agent's metrics. Hold on to what [#counter] and [#sample] give: looking up is slow,
/// recording is not.
///
/// Threading: thread-safe.
public interface Metrics {
  /// The counter of that name (without prefix, as `rpc.query`) and labels (name, value, name, …).
  Counter counter(String name, String... labels);

  /// The sample of that name (without prefix, as `kvs.apply`) and labels (name, value, name, …).
  Sample sample(String name, String... labels);

  /// Asks `value` whenever metrics are read.
  void gauge(String name, DoubleSupplier value, String... labels);

  MetricsDump dump();

  /// The text for a Prometheus scrape (version 0.0.4), or empty while its retention time is zero.
  Optional<String> prometheus();
}
