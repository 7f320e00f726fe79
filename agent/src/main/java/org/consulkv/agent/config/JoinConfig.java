package org.consulkv.agent.config;

import java.time.Duration;
import java.util.List;

/// Whom to join, and how long to try.
///
/// @param rejoinAfterLeave whether to join again those of before, even after leaving them
public record JoinConfig(Retry lan, Retry wan, boolean rejoinAfterLeave) {
  public static final JoinConfig DEFAULT = new JoinConfig(Retry.NONE, Retry.NONE, false);

  /// `retry_join` and what belongs to it.
  ///
  /// @param addresses `host`, `host:port`, names or templates; none if there is nobody to join
  /// @param max how often to try before the agent gives up and ends; 0 for no limit
  public record Retry(List<String> addresses, Duration interval, int max) {
    public static final Retry NONE = new Retry(List.of(), Duration.ofSeconds(30), 0);

    public Retry {
      addresses = List.copyOf(addresses);
    }
  }
}
