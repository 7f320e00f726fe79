package org.consulkv.agent.log;

import java.util.Locale;
import java.util.Optional;

/// How much a line matters, least first.
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR;

  /// The level a user wrote, in any case; `err` is `error`.
  public static Optional<LogLevel> parse(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "TRACE" -> Optional.of(TRACE);
      case "DEBUG" -> Optional.of(DEBUG);
      case "INFO" -> Optional.of(INFO);
      case "WARN" -> Optional.of(WARN);
      case "ERR", "ERROR" -> Optional.of(ERROR);
      default -> Optional.empty();
    };
  }
}
