package org.consulkv.cli.cert;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes ASN.1 values in the distinguished encoding rules.
///
/// @see "ITU-T X.690"
final class Der {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  /// A value with any tag; the parts are its content.
  static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 0xffff) {
      throw new IllegalArgumentException("a value of " + length + " bytes");
    }
    if (length > 0xff) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 0x7f) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, parts);
  }

  static byte[] octets(byte[]... parts) {
    return value(0x04, parts);
  }

  /// A bit string of whole bytes.
  static byte[] bits(byte[] bytes) {
    return value(0x03, new byte[1], bytes);
  }

  /// A bit string of at most eight bits, the first one highest.
  static byte[] flags(int bits) {
    int unused = Integer.numberOfTrailingZeros(bits);
    return value(0x03, new byte[] {(byte) unused, (byte) bits});
  }

  /// A whole number in two's complement, as its shortest bytes.
  static byte[] integer(byte[] bytes) {
    return value(0x02, bytes);
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xff});
  }

  /// Generalized time, which is right after 2049 too.
  static byte[] time(Instant time) {
    String text = TIME.format(time);
    boolean utc = text.compareTo("2050") < 0;
    byte[] digits = (utc ? text.substring(2) : text).getBytes(StandardCharsets.US_ASCII);
    return value(utc ? 0x17 : 0x18, digits);
  }

  static byte[] text(String text) {
    return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A name with a tag of its context.
  static byte[] name(int tag, String text) {
    return value(0x80 | tag, text.getBytes(StandardCharsets.US_ASCII));
  }

  /// An object identifier such as `2.5.29.15`.
  static byte[] oid(String dotted) {
    String[] parts = dotted.split("\\.", -1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
    for (int i = 2; i < parts.length; i++) {
      int part = Integer.parseInt(parts[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (part >> shift != 0) {
          out.write(((part >> shift) & 0x7f) | 0x80);
        }
      }
      out.write(part & 0x7f);
    }
    return value(0x06, out.toByteArray());
  }
}
