package org.consulkv.agent.check;

import java.util.Locale;
import java.util.Optional;

/// The outcome of a check. Ordered from good to bad.
public enum CheckStatus {
  PASSING,
  WARNING,
  CRITICAL;

  private final String text = name().toLowerCase(Locale.ROOT);

  /// As the API writes it: `passing`, `warning`, `critical`.
  public String text() {
    return text;
  }

  /// The status of that name, exactly as the API writes it; empty for any other text.
  public static Optional<CheckStatus> of(String text) {
    return switch (text) {
      case "passing" -> Optional.of(PASSING);
      case "warning" -> Optional.of(WARNING);
      case "critical" -> Optional.of(CRITICAL);
      default -> Optional.empty();
    };
  }
}
