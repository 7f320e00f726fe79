package org.consulkv.agent.config;

import java.time.Duration;

/// Bounds of blocking queries.
///
/// @param defaultTime wait of a query that names none
/// @param maxTime longest wait
/// @param discoveryMaxStale reads of discovery endpoints are stale up to this; zero for never
/// @param streaming `use_streaming_backend`: answers of health queries that wait look as those of
///   Consul's streaming backend
public record QueryConfig(
    Duration defaultTime, Duration maxTime, Duration discoveryMaxStale, boolean streaming) {
  public static final QueryConfig DEFAULT =
      new QueryConfig(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ZERO, true);

  public QueryConfig {
    Checks.requirePositive("default_query_time", defaultTime);
    Checks.requirePositive("max_query_time", maxTime);
    if (maxTime.compareTo(defaultTime) < 0) {
      maxTime = defaultTime;
    }
  }
}
