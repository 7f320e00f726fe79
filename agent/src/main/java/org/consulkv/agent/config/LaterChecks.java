package org.consulkv.agent.config;

import java.time.Duration;

/// Checks keys that are not in effect yet, so that a file that passes today still does once they
/// are.
final class LaterChecks {
  private final Values values;

  LaterChecks(Values values) {
    this.values = values;
  }

  void run() {
    if (values.has("server_rejoin_age_max")) {
      requireAtLeast("server_rejoin_age_max", Duration.ofHours(6), "6h0m0s");
    }
    requireNotNegative("autopilot.max_trailing_logs");
  }

  private void requireAtLeast(String key, Duration least, String shown) {
    Checks.requireAtLeast(key, values.duration(key, least), least, shown);
  }

  private void requireNotNegative(String key) {
    long value = values.whole(key, 0);
    if (value < 0) {
      throw new ConfigException(
          key + " cannot be " + value + ". Must be greater than or equal to zero");
    }
  }
}
