package org.consulkv.agent.keyring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;

/// Requests and reports on their way between servers: a version byte, then the fields in order.
final class KeyringCodec {
  private static final int VERSION = 1;

  /// More keys or messages than any pool has.
  private static final int MOST = 100_000;

  private KeyringCodec() {}

  private interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  static Bytes encode(KeyringRequest request) {
    return written(out -> {
      out.writeUTF(request.action().name());
      out.writeUTF(request.key());
      out.writeByte(request.relays());
    });
  }

  /// @throws RpcException if it cannot be read
  static KeyringRequest request(Bytes bytes) {
    return read(
        bytes,
        in ->
            new KeyringRequest(
                KeyringAction.valueOf(in.readUTF()), in.readUTF(), in.readUnsignedByte(), true));
  }

  static Bytes encode(KeyringReport report) {
    return written(out -> {
      out.writeUTF(report.datacenter());
      out.writeInt(report.nodes());
      write(out, report.keys());
      write(out, report.primaries());
      write(out, report.messages());
      out.writeUTF(report.error());
    });
  }

  /// @throws RpcException if it cannot be read
  static KeyringReport report(Bytes bytes) {
    return read(
        bytes,
        in ->
            new KeyringReport(
                false,
                in.readUTF(),
                in.readInt(),
                numbers(texts(in)),
                numbers(texts(in)),
                texts(in),
                in.readUTF()));
  }

  private static void write(DataOutputStream out, Map<String, ?> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, ?> entry : map.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeUTF(entry.getValue().toString());
    }
  }

  private static SortedMap<String, String> texts(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("a list of " + count);
    }
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      map.put(in.readUTF(), in.readUTF());
    }
    return map;
  }

  private static SortedMap<String, Integer> numbers(Map<String, String> texts) {
    SortedMap<String, Integer> map = new TreeMap<>();
    texts.forEach((key, value) -> map.put(key, Integer.valueOf(value)));
    return map;
  }

  private static Bytes written(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return Bytes.owning(bytes.toByteArray());
  }

  private static <T> T read(Bytes bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toArray()))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IOException("version " + version);
      }
      return reader.read(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new RpcException(
          RpcException.Reason.REFUSED, "keyring: cannot be read: " + e.getMessage(), e);
    }
  }
}
