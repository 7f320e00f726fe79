package org.consulkv.state.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.consulkv.runtime.Bytes;

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

  /// A map as messages of a key (1) and a value (2), as protobuf's own maps.
  public static void map(CodedOutputStream out, int field, Map<String, String> map)
      throws IOException {
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

  /// Reads one entry of a map.
  public static void mapEntry(CodedInputStream in, Map<String, String> into) throws IOException {
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
    into.put(key, value);
  }

  public static Bytes readBytes(CodedInputStream in) throws IOException {
    return Bytes.owning(in.readByteArray());
  }
}
