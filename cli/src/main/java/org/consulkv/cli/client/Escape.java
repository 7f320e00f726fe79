package org.consulkv.cli.client;

import java.nio.charset.StandardCharsets;

/// Percent-encoding as Go's `net/url` does it.
public final class Escape {
  private static final String HEX = "0123456789ABCDEF";

  private Escape() {}

  /// Encodes a path; slashes stay.
  public static String path(String text) {
    return encode(text, "-_.~$&+,/:;=@", false);
  }

  /// Encodes one segment of a path; slashes are encoded.
  public static String segment(String text) {
    return encode(text, "-_.~$&+:=@", false);
  }

  /// Encodes a name or value of a query; spaces become `+`.
  public static String query(String text) {
    return encode(text, "-_.~", true);
  }

  private static String encode(String text, String plain, boolean plusForSpace) {
    if (isPlain(text, plain)) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder encoded = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      if (b > 0 && isPlain((char) b, plain)) {
        encoded.append((char) b);
      } else if (b == ' ' && plusForSpace) {
        encoded.append('+');
      } else {
        encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(String text, String plain) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i), plain)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c, String plain) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || plain.indexOf(c) >= 0;
  }
}
