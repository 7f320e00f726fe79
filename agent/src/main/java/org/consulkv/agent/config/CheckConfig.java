package org.consulkv.agent.config;

import java.time.Duration;

/// Settings of health checks.
///
/// @param updateInterval how often an unchanged state's new output is written to the catalog
public record CheckConfig(Duration updateInterval) {
  public static final CheckConfig DEFAULT = new CheckConfig(Duration.ofMinutes(5));
}
