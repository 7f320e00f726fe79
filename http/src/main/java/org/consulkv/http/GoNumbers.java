package org.consulkv.http;

import java.util.Locale;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// Numbers in parameters, with errors in the words of Go's parser, which clients know.
public final class GoNumbers {
  private GoNumbers() {}

  /// A number of 64 bits without sign.
  ///
  /// @throws ApiException if it is none
  public static long unsigned(String text) {
    if (!isDecimal(text)) {
      throw refused("ParseUint", text, "invalid syntax");
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw refused("ParseUint", text, "value out of range");
    }
  }

  /// A number of 32 bits with or without sign.
  ///
  /// @throws ApiException if it is none
  public static int integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    if (!isDecimal(signed ? text.substring(1) : text)) {
      throw refused("Atoi", text, "invalid syntax");
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw refused("Atoi", text, "value out of range");
    }
  }

  /// Whether the text is a number of 64 bits without sign.
  public static boolean isUnsigned(String text) {
    if (!isDecimal(text)) {
      return false;
    }
    try {
      Long.parseUnsignedLong(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// @throws ApiException if it is no truth value
  public static boolean truth(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> true;
      case "0", "f", "F", "FALSE", "false", "False" -> false;
      default -> throw refused("ParseBool", text, "invalid syntax");
    };
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static ApiException refused(String function, String text, String why) {
    return new ApiException(
        ErrorKind.REFUSED, "strconv." + function + ": parsing " + quoted(text) + ": " + why);
  }

  /// The text in quotation marks, as Go's `%q` writes it.
  public static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
              if (Character.isISOControl(c)) {
                quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
              } else {
                quoted.appendCodePoint(c);
              }
            }
          }
        });
    return quoted.append('"').toString();
  }
}
