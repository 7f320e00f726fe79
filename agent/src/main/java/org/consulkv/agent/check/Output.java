package org.consulkv.agent.check;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keeps the last bytes of what a probe wrote, and counts the rest.
///
/// Threading: confined to the thread or event loop that reads.
final class Output {
  private static final int FIRST_BYTES = 256;

  private final int limit;
  private byte[] ring; // turns round only once it is as large as the limit
  private long written;

  /// @param limitBytes how many are kept, at least one
  Output(int limitBytes) {
    limit = Math.max(1, limitBytes);
    ring = new byte[Math.min(limit, FIRST_BYTES)];
  }

  void write(ByteBuf part) {
    byte[] bytes = new byte[part.readableBytes()];
    part.getBytes(part.readerIndex(), bytes);
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int offset, int length) {
    grow(written + length);
    int skipped = Math.max(0, length - ring.length);
    written += skipped;
    int from = offset + skipped;
    int left = length - skipped;
    while (left > 0) {
      int at = (int) (written % ring.length);
      int part = Math.min(left, ring.length - at);
      System.arraycopy(bytes, from, ring, at, part);
      from += part;
      left -= part;
      written += part;
    }
  }

  private void grow(long wanted) {
    if (wanted > ring.length && ring.length < limit) {
      ring = Arrays.copyOf(ring, (int) Math.min(limit, Math.max(wanted, 2L * ring.length)));
    }
  }

  /// What was kept.
  String text() {
    if (written <= ring.length) {
      return new String(ring, 0, (int) written, StandardCharsets.UTF_8);
    }
    int start = (int) (written % ring.length);
    byte[] inOrder = new byte[ring.length];
    System.arraycopy(ring, start, inOrder, 0, ring.length - start);
    System.arraycopy(ring, 0, inOrder, ring.length - start, start);
    return new String(inOrder, StandardCharsets.UTF_8);
  }

  /// What was kept, headed by how much there was if that was more.
  String textWithCount() {
    if (written <= ring.length) {
      return text();
    }
    return "Captured " + ring.length + " of " + written + " bytes\n...\n" + text();
  }

  /// The beginning of a text that came whole, and how much there was if that was more.
  static String head(String text, int limitBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= limitBytes) {
      return text;
    }
    String kept = new String(bytes, 0, limitBytes, StandardCharsets.UTF_8);
    return kept + " ... (captured " + limitBytes + " of " + bytes.length + " bytes)";
  }
}
