package org.consulkv.cli.kv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Entries as text. Values are bytes and are printed as they are, or in base64.
final class KvText {
  private static final int COLUMN = 17;

  private KvText() {}

  static byte[] value(KvPair pair, boolean base64) {
    return base64 ? bytes(pair.base64()) : pair.value();
  }

  /// `key:value`.
  static byte[] line(KvPair pair, boolean base64) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(bytes(pair.key()));
    line.write(':');
    line.writeBytes(value(pair, base64));
    return line.toByteArray();
  }

  /// A line for every property; the last one has no line end.
  static byte[] detailed(KvPair pair, boolean base64) {
    StringBuilder text = new StringBuilder(256);
    append(text, "CreateIndex", Long.toUnsignedString(pair.createIndex()));
    append(text, "Flags", Long.toUnsignedString(pair.flags()));
    append(text, "Key", pair.key());
    append(text, "LockIndex", Long.toUnsignedString(pair.lockIndex()));
    append(text, "ModifyIndex", Long.toUnsignedString(pair.modifyIndex()));
    append(text, "Session", pair.session().isEmpty() ? "-" : pair.session());
    column(text, "Value");
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(bytes(text.toString()));
    lines.writeBytes(value(pair, base64));
    return lines.toByteArray();
  }

  private static void append(StringBuilder text, String name, String value) {
    column(text, name);
    text.append(value).append('\n');
  }

  private static void column(StringBuilder text, String name) {
    text.append(name);
    for (int i = name.length(); i < COLUMN; i++) {
      text.append(' ');
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
