package org.consulkv.http.listener;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// Collects a request's body up to a limit, and counts what comes after.
///
/// Threading: the connection's event loop.
final class BodyBuffer {
  private static final byte[] NONE = new byte[0];
  private static final int FIRST = 16 * 1024;

  private final long limit;
  private final long declared;
  private byte[] bytes = NONE;
  private int kept;
  private long seen;

  /// @param declared the body's announced length, or -1
  BodyBuffer(long limit, long declared) {
    this.limit = limit;
    this.declared = declared;
  }

  void append(ByteBuf content) {
    int n = content.readableBytes();
    seen += n;
    if (seen > limit) {
      bytes = NONE;
      kept = 0;
      return;
    }
    if (kept + n > bytes.length) {
      bytes = Arrays.copyOf(bytes, capacity(kept + n));
    }
    content.readBytes(bytes, kept, n);
    kept += n;
  }

  /// Grows with what has really arrived: an announced length alone costs no memory.
  private int capacity(int needed) {
    if (declared == needed) {
      return needed;
    }
    long doubled = Math.max(needed, Math.max(FIRST, 2L * bytes.length));
    return (int) (declared >= needed ? Math.min(declared, doubled) : Math.min(limit, doubled));
  }

  long limit() {
    return limit;
  }

  int kept() {
    return kept;
  }

  /// Length of the whole body, kept or not.
  long length() {
    return Math.max(seen, declared);
  }

  boolean tooLong() {
    return length() > limit;
  }

  /// The body, without copying if it came at once.
  byte[] take() {
    return kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
  }
}
