package org.consulkv.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.stream.IntStream;

/// Requests as bytes.
final class Requests {
  private static final int VALUE_BYTES = 100;

  /// Stands in a body where a number goes, so that no write repeats a value: that would change
  /// nothing.
  static final String NUMBER = "000000000000";

  static ByteBuffer get(String path) {
    return bytes("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  }

  /// Writes a value of 100 bytes.
  static Numbered put(String key) {
    return withBody("/v1/kv/" + key, NUMBER + "v".repeat(VALUE_BYTES - NUMBER.length()));
  }

  /// A transaction that sets so many keys, named `prefix` and a number from `first`, to values of
  /// 100 bytes.
  static Numbered txn(String prefix, int first, int size) {
    // In base64, a multiple of 4 characters can be replaced without touching the rest.
    String rest = "v".repeat(VALUE_BYTES - NUMBER.length() / 4 * 3);
    String value = NUMBER + Base64.getEncoder().encodeToString(rest.getBytes(ISO_8859_1));
    StringBuilder body = new StringBuilder("[");
    for (int i = first; i < first + size; i++) {
      body.append(i == first ? "" : ",")
          .append("{\"KV\":{\"Verb\":\"set\",\"Key\":\"")
          .append(prefix)
          .append(i)
          .append("\",\"Value\":\"")
          .append(value)
          .append("\"}}");
    }
    return withBody("/v1/txn", body.append(']').toString());
  }

  /// A write with this body, in which [#NUMBER] stands for a number.
  static Numbered withBody(String path, String body) {
    String text =
        "PUT "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    return new Numbered(bytes(text), text);
  }

  static ByteBuffer bytes(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /// A request whose values carry a number.
  ///
  /// Threading: confined to one thread.
  static final class Numbered {
    private final ByteBuffer bytes;
    private final int[] places;

    private Numbered(ByteBuffer bytes, String text) {
      this.bytes = bytes;
      this.places = placesIn(text);
    }

    private static int[] placesIn(String text) {
      var builder = IntStream.builder();
      for (int at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + 1)) {
        builder.add(at);
      }
      return builder.build().toArray();
    }

    /// The request with this number in it, to be sent before the next call.
    ByteBuffer with(long number) {
      for (int place : places) {
        long rest = number;
        for (int i = place + NUMBER.length() - 1; i >= place; i--) {
          bytes.put(i, (byte) ('0' + rest % 10));
          rest /= 10;
        }
      }
      return bytes.rewind();
    }
  }

  private Requests() {}
}
