package org.consulkv.http.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/// Header lines as bytes, appended one after the other.
///
/// Threading: confined to one event loop at a time.
final class HeaderLines {
  private static final byte[] CRLF = {'\r', '\n'};
  private byte[] bytes;
  private int length;

  HeaderLines(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  HeaderLines raw(byte[] text) {
    return raw(text, text.length);
  }

  HeaderLines raw(byte[] text, int n) {
    reserve(n);
    System.arraycopy(text, 0, bytes, length, n);
    length += n;
    return this;
  }

  /// @param text Latin 1; line breaks in it become spaces, so that a value never makes a line of
  ///   its own
  @SuppressWarnings("deprecation") // the one copy of Latin 1 that needs no array in between
  HeaderLines text(String text) {
    int n = text.length();
    reserve(n);
    text.getBytes(0, n, bytes, length);
    for (int i = length; i < length + n; i++) {
      if (bytes[i] == '\r' || bytes[i] == '\n') {
        bytes[i] = ' ';
      }
    }
    length += n;
    return this;
  }

  /// @param value read as unsigned
  HeaderLines number(long value) {
    if (value < 0) {
      return text(Long.toUnsignedString(value));
    }
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    reserve(digits);
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  HeaderLines end() {
    return raw(CRLF);
  }

  /// A whole line.
  HeaderLines line(String name, String value) {
    return text(name).raw(COLON).text(value).end();
  }

  private static final byte[] COLON = ": ".getBytes(ISO_8859_1);

  private void reserve(int n) {
    if (length + n > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + n, 2 * bytes.length));
    }
  }
}
