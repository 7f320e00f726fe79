package org.consulkv.agent.check;

import java.time.Duration;
import java.util.Optional;

/// What makes a definition unusable.
final class CheckRules {
  private CheckRules() {}

  static Optional<String> fault(CheckDefinition check) {
    boolean interval = isPositive(check.interval());
    boolean ttl = isPositive(check.ttl());
    if (check.isAlias()) {
      return aliasFault(interval, ttl);
    } else if (interval && ttl) {
      return Optional.of("Interval and TTL cannot both be specified");
    } else if (check.isPeriodic() && !interval) {
      return Optional.of("Interval must be > 0 for Script, HTTP, H2PING, or TCP checks");
    } else if (!check.isPeriodic() && !ttl) {
      return Optional.of("TTL must be > 0 for TTL checks");
    } else if (check.outputMaxSize() < 0) {
      return Optional.of("MaxOutputMaxSize must be positive");
    } else if (check.failuresBeforeWarning() > check.failuresBeforeCritical()
        && check.failuresBeforeCritical() > 0) {
      return Optional.of("FailuresBeforeWarning can't be higher than FailuresBeforeCritical");
    }
    return Optional.empty();
  }

  private static Optional<String> aliasFault(boolean interval, boolean ttl) {
    if (interval) {
      return Optional.of("Interval cannot be set for Alias checks");
    }
    return ttl ? Optional.of("TTL must be not be set for Alias checks") : Optional.empty();
  }

  private static boolean isPositive(Duration duration) {
    return duration.isPositive();
  }
}
