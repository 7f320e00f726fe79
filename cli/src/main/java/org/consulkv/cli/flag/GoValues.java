package org.consulkv.cli.flag;

/// Numbers, truth values and quoted text as Go reads and writes them.
public final class GoValues {
  private GoValues() {}

  /// True for what Go reads as true.
  public static boolean isTrue(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      default -> false;
    };
  }

  /// True for what Go's `strconv.ParseBool` takes.
  public static boolean isBoolean(String text) {
    return switch (text) {
      case "0", "f", "F", "FALSE", "false", "False" -> true;
      default -> isTrue(text);
    };
  }

  /// What is wrong with a number (decimal, or with the prefixes 0x, 0o, 0b and 0), empty for
  /// nothing.
  static String numberComplaint(String text, boolean unsigned) {
    try {
      parseNumber(text, unsigned);
      return "";
    } catch (NumberFormatException e) {
      return isDigits(text) ? "value out of range" : "parse error";
    }
  }

  /// Parses a number, in 64 bits.
  public static long parseNumber(String text, boolean unsigned) {
    boolean negative = text.startsWith("-");
    boolean signed = negative || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    if (digits.startsWith("-") || digits.startsWith("+") || (unsigned && signed)) {
      throw new NumberFormatException(text);
    }
    int radix = radix(digits);
    String bare =
        radix == 10
            ? digits
            : digits.substring(digits.length() > 1 && isLetter(digits.charAt(1)) ? 2 : 1);
    if (unsigned) {
      return Long.parseUnsignedLong(bare, radix);
    }
    return Long.parseLong(negative ? "-" + bare : bare, radix);
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigits(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > start;
  }

  /// The text in double quotes, with escapes, as Go's `%q` prints it.
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (c < ' ' || c == 0x7f) {
            quoted.append("\\x").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
