package org.consulkv.cli.flag;

import java.time.Duration;

/// Durations as Go writes them: `1h30m`, `1.5s`, `200ms`, `10us`, `-5ns`, and a bare `0`.
public final class GoDuration {
  private GoDuration() {}

  /// What is wrong with the text, worded as Go does; empty for nothing.
  public static String complaint(String text) {
    try {
      parse(text);
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// Parses a duration.
  ///
  /// @throws IllegalArgumentException with Go's wording
  public static Duration parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty()) {
      throw invalid(text);
    }
    double nanos = 0;
    while (!rest.isEmpty()) {
      int digits = lengthOf(rest, true);
      int unit = lengthOf(rest.substring(digits), false);
      double number = parseNumber(text, rest.substring(0, digits));
      nanos += number * unitNanos(text, rest.substring(digits, digits + unit));
      rest = rest.substring(digits + unit);
    }
    if (nanos > Long.MAX_VALUE) {
      throw invalid(text);
    }
    return Duration.ofNanos(negative ? -(long) nanos : (long) nanos);
  }

  private static int lengthOf(String text, boolean number) {
    int end = 0;
    while (end < text.length() && isNumeric(text.charAt(end)) == number) {
      end++;
    }
    return end;
  }

  private static boolean isNumeric(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static double parseNumber(String whole, String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw invalid(whole);
    }
  }

  private static double unitNanos(String whole, String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs", "μs" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m" -> 60e9;
      case "h" -> 3600e9;
      case "" ->
          throw new IllegalArgumentException(
              "time: missing unit in duration " + GoValues.quote(whole));
      default ->
          throw new IllegalArgumentException(
              "time: unknown unit "
                  + GoValues.quote(unit)
                  + " in duration "
                  + GoValues.quote(whole));
    };
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("time: invalid duration " + GoValues.quote(text));
  }
}
