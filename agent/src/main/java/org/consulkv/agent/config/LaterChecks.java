package org.consulkv.agent.config;

import java.time.Duration;
import java.util.Base64;
import java.util.List;

/// Checks keys that are not in effect yet, so that a file that passes today still does once they
/// are.
final class LaterChecks {
  private final Values values;

  LaterChecks(Values values) {
    this.values = values;
  }

  void run() {
    values.text("encrypt").ifPresent(LaterChecks::requireKey);
    if (values.has("reconnect_timeout")) {
      requireAtLeast("reconnect_timeout", Duration.ofHours(8), "8h0m0s");
    }
    if (values.has("reconnect_timeout_wan")) {
      requireAtLeast("reconnect_timeout_wan", Duration.ofHours(8), "8h0m0s");
    }
    if (values.has("server_rejoin_age_max")) {
      requireAtLeast("server_rejoin_age_max", Duration.ofHours(6), "6h0m0s");
    }
    for (String key : List.of("serf_lan_allowed_cidrs", "serf_wan_allowed_cidrs")) {
      values.texts(key, List.of()).forEach(network -> Checks.requireNetwork(key, network));
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

  private static void requireKey(String key) {
    try {
      int length = Base64.getDecoder().decode(key).length;
      if (length != 16 && length != 24 && length != 32) {
        throw new ConfigException(
            "encrypt has invalid key: key size must be 16, 24 or 32 bytes, not " + length);
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException("encrypt has invalid key: " + e.getMessage());
    }
  }
}
