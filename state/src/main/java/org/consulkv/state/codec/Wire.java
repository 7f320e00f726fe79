package org.consulkv.state.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// Protobuf messages without generated code. Fields that hold their default are left out.
public final class Wire {
  private Wire() {}

  /// What writes the fields of a message.
  public interface Body {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  /// A message in bytes of its own.
  ///
  /// @param sizeHint how large it will be, about; if that is too little, it is written again
  public static byte[] message(int sizeHint, Body body) {
    int size = Math.max(sizeHint, 32);
    while (true) {
      byte[] buffer = new byte[size];
      CodedOutputStream out = CodedOutputStream.newInstance(buffer);
      try {
        body.writeTo(out);
        return Arrays.copyOf(buffer, out.getTotalBytesWritten());
      } catch (CodedOutputStream.OutOfSpaceException e) {
        size = Math.multiplyExact(size, 2);
      } catch (IOException e) {
        throw new UncheckedIOException("a message in memory cannot be written", e);
      }
    }
  }

  /// The field number of a tag.
  public static int field(int tag) {
    return WireFormat.getTagFieldNumber(tag);
  }

  public static void text(CodedOutputStream out, int field, String value) throws IOException {
    if (!value.isEmpty()) {
      out.writeString(field, value);
    }
  }

  public static void bytes(CodedOutputStream out, int field, Bytes value) throws IOException {
    if (!value.isEmpty()) {
      out.writeByteArray(field, value.shared());
    }
  }

  public static void number(CodedOutputStream out, int field, long value) throws IOException {
    if (value != 0) {
      out.writeUInt64(field, value);
    }
  }

  public static void flag(CodedOutputStream out, int field, boolean value) throws IOException {
    if (value) {
      out.writeBool(field, true);
    }
  }

  public static void texts(CodedOutputStream out, int field, List<String> values)
      throws IOException {
    for (String value : values) {
      out.writeString(field, value);
    }
  }

  /// A list that may be absent, which is not the same as empty.
  ///
  /// @param present the field that says it is there
  public static void texts(
      CodedOutputStream out, int field, int present, @Nullable List<String> values)
      throws IOException {
    if (values != null) {
      out.writeBool(present, true);
      texts(out, field, values);
    }
  }

  /// A map that may be absent: messages of a key (1) and a value (2), as protobuf's own maps.
  ///
  /// @param present the field that says it is there
  public static void map(
      CodedOutputStream out, int field, int present, @Nullable Map<String, String> map)
      throws IOException {
    if (map == null) {
      return;
    }
    out.writeBool(present, true);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      byte[] pair =
          message(
              16 + 3 * (entry.getKey().length() + entry.getValue().length()),
              inner -> {
                text(inner, 1, entry.getKey());
                text(inner, 2, entry.getValue());
              });
      out.writeByteArray(field, pair);
    }
  }

  /// Adds one more value to a list that may be absent yet.
  public static List<String> readText(CodedInputStream in, @Nullable List<String> before)
      throws IOException {
    List<String> list = before == null ? new ArrayList<>() : before;
    list.add(in.readString());
    return list;
  }

  /// Adds one more entry to a map that may be absent yet.
  public static Map<String, String> readEntry(
      CodedInputStream in, @Nullable Map<String, String> before) throws IOException {
    CodedInputStream pair = CodedInputStream.newInstance(in.readByteArray());
    String key = "";
    String value = "";
    for (int tag = pair.readTag(); tag != 0; tag = pair.readTag()) {
      switch (field(tag)) {
        case 1 -> key = pair.readString();
        case 2 -> value = pair.readString();
        default -> pair.skipField(tag);
      }
    }
    Map<String, String> map = before == null ? new TreeMap<>() : before;
    map.put(key, value);
    return map;
  }

  /// Reads that a map is there, maybe without entries.
  public static <V> @Nullable Map<String, V> present(
      CodedInputStream in, @Nullable Map<String, V> before) throws IOException {
    return in.readBool() && before == null ? new TreeMap<>() : before;
  }

  public static Bytes readBytes(CodedInputStream in) throws IOException {
    return Bytes.owning(in.readByteArray());
  }
}
