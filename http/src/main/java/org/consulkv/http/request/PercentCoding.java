package org.consulkv.http.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// Percent encoding. Texts hold one byte of the wire in each character.
final class PercentCoding {
  /// Thrown for a `%` that no two hexadecimal digits follow.
  static final class Malformed extends Exception {
    Malformed(String text) {
      super("invalid URL escape in " + text);
    }
  }

  private PercentCoding() {}

  /// @param plusIsSpace as in query strings
  static String decode(String text, boolean plusIsSpace) throws Malformed {
    int n = text.length();
    int first = firstToDecode(text, plusIsSpace);
    if (first < 0) {
      return text;
    }
    byte[] bytes = new byte[n];
    int length = 0;
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 2 >= n) {
          throw new Malformed(text);
        }
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          throw new Malformed(text);
        }
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        bytes[length++] = (byte) (c == '+' && plusIsSpace ? ' ' : c);
      }
    }
    return new String(bytes, 0, length, ISO_8859_1);
  }

  private static int firstToDecode(String text, boolean plusIsSpace) {
    int percent = text.indexOf('%');
    int plus = plusIsSpace ? text.indexOf('+') : -1;
    return percent < 0 ? plus : percent;
  }

  /// A path as it is written in a URL.
  static String encodePath(String path) {
    var encoded = new StringBuilder(path.length() + 16);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (isPlain(c)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return encoded.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit & 15, 16));
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.~$&+,/:;=@".indexOf(c) >= 0;
  }

  /// The bytes that the characters stand for.
  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
