package org.consulkv.agent.config;

import java.time.Duration;
import java.util.List;

/// `telemetry`.
///
/// @param prometheusRetention zero turns the Prometheus format off
/// @param prefixFilter `+name` allows and `-name` refuses metrics below that name
/// @param filterDefault whether metrics that no filter names are kept
public record TelemetryConfig(
    String metricsPrefix,
    boolean disableHostname,
    Duration prometheusRetention,
    List<String> prefixFilter,
    boolean filterDefault) {

  public static final TelemetryConfig DEFAULT =
      new TelemetryConfig("consul", false, Duration.ZERO, List.of(), true);

  public TelemetryConfig {
    prefixFilter = List.copyOf(prefixFilter);
  }

  /// These settings with what may change while the agent runs from newer ones.
  TelemetryConfig reloaded(TelemetryConfig newer) {
    return new TelemetryConfig(
        metricsPrefix, disableHostname, prometheusRetention, newer.prefixFilter, filterDefault);
  }
}
