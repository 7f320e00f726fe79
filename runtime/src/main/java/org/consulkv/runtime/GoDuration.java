package org.consulkv.runtime;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/// Durations in Go's notation, as Consul's API and configuration write them: `300ms`, `1m0.5s`,
/// `24h0m0s`. Signed 64-bit nanoseconds.
public final class GoDuration {
  private static final Map<String, Long> UNIT_NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L, // U+00B5, micro sign
          "μs", 1_000L, // U+03BC, Greek mu
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /// Reads Go's notation.
  ///
  /// @throws IllegalArgumentException with Go's own text, such as `time: missing unit in duration
  ///   "10"`
  public static Duration parse(String text) {
    String rest = text;
    boolean negative = rest.startsWith("-");
    if (negative || rest.startsWith("+")) {
      rest = rest.substring(1);
    }
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty()) {
      throw invalid(text);
    }
    BigDecimal nanos = BigDecimal.ZERO;
    while (!rest.isEmpty()) {
      int numberEnd = numberEnd(rest);
      BigDecimal number = number(rest.substring(0, numberEnd), text);
      rest = rest.substring(numberEnd);
      int unitEnd = unitEnd(rest);
      if (unitEnd == 0) {
        throw new IllegalArgumentException("time: missing unit in duration " + quoted(text));
      }
      String unit = rest.substring(0, unitEnd);
      Long unitNanos = UNIT_NANOS.get(unit);
      if (unitNanos == null) {
        throw new IllegalArgumentException(
            "time: unknown unit " + quoted(unit) + " in duration " + quoted(text));
      }
      nanos = nanos.add(number.multiply(BigDecimal.valueOf(unitNanos)));
      if (nanos.compareTo(LARGEST) > 0) {
        throw invalid(text);
      }
      rest = rest.substring(unitEnd);
    }
    long value = nanos.longValue();
    return Duration.ofNanos(negative ? -value : value);
  }

  /// Writes it as Go does.
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    long size = Math.abs(nanos);
    if (size < 1_000) {
      return sign + size + "ns";
    }
    if (size < 1_000_000) {
      return sign + decimal(size, 1_000L) + "µs";
    }
    if (size < 1_000_000_000) {
      return sign + decimal(size, 1_000_000L) + "ms";
    }
    long minutes = size / 60_000_000_000L;
    String seconds = decimal(size % 60_000_000_000L, 1_000_000_000L) + "s";
    if (minutes == 0) {
      return sign + seconds;
    }
    return sign + (minutes >= 60 ? minutes / 60 + "h" : "") + minutes % 60 + "m" + seconds;
  }

  private static String decimal(long nanos, long unitNanos) {
    BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unitNanos));
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static int numberEnd(String text) {
    int at = 0;
    while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return at;
  }

  private static int unitEnd(String text) {
    int at = 0;
    while (at < text.length() && !isDigit(text.charAt(at)) && text.charAt(at) != '.') {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static BigDecimal number(String digits, String text) {
    if (digits.chars().noneMatch(c -> c != '.')
        || digits.indexOf('.') != digits.lastIndexOf('.')
        || digits.length() > 64) {
      throw invalid(text);
    }
    return new BigDecimal(digits.startsWith(".") ? "0" + digits : digits);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("time: invalid duration " + quoted(text));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
