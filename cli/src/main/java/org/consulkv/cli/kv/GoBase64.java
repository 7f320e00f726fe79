package org.consulkv.cli.kv;

import java.io.ByteArrayOutputStream;

/// Base64 that keeps what it could read, and tells where it could not go on.
final class GoBase64 {
  private final byte[] bytes;
  private final String complaint;

  private GoBase64(byte[] bytes, String complaint) {
    this.bytes = bytes;
    this.complaint = complaint;
  }

  /// Decodes; line ends are skipped.
  static GoBase64 decode(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    int bits = 0;
    int digits = 0;
    int padding = 0;
    for (int i = 0; i < text.length; i++) {
      int c = text[i];
      if (c == '\n' || c == '\r') {
        continue;
      }
      int digit = digit(c);
      boolean pad = c == '=' && digits % 4 >= 2 && padding < 4 - digits % 4;
      if (pad) {
        padding++;
        continue;
      }
      if (digit < 0 || padding > 0) {
        return new GoBase64(out.toByteArray(), "illegal base64 data at input byte " + i);
      }
      bits = bits << 6 | digit;
      digits++;
      if (digits % 4 == 0) {
        out.write(bits >> 16);
        out.write(bits >> 8);
        out.write(bits);
      }
    }
    return finish(out, bits, digits % 4, padding, text.length);
  }

  private static GoBase64 finish(
      ByteArrayOutputStream out, int bits, int left, int padding, int length) {
    if (left > 0 && left + padding != 4) {
      return new GoBase64(out.toByteArray(), "illegal base64 data at input byte " + length);
    }
    if (left == 2) {
      out.write(bits >> 4);
    } else if (left == 3) {
      out.write(bits >> 10);
      out.write(bits >> 2);
    }
    return new GoBase64(out.toByteArray(), "");
  }

  private static int digit(int c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /// What is wrong, empty for nothing.
  String complaint() {
    return complaint;
  }
}
