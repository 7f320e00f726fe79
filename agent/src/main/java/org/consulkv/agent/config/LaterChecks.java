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
  }

  private void requireAtLeast(String key, Duration least, String shown) {
    Checks.requireAtLeast(key, values.duration(key, least), least, shown);
  }
}
