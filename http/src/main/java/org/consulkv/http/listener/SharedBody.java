package org.consulkv.http.listener;

import org.jspecify.annotations.Nullable;

/// The body of several answers, compressed at most once. Nobody writes to its bytes any more.
///
/// Threading: thread-safe; two threads that need it compressed at the same time may both do it.
public final class SharedBody {
  private final byte[] plain;
  private volatile byte @Nullable [] gzip;

  public SharedBody(byte[] plain) {
    this.plain = plain;
  }

  public int length() {
    return plain.length;
  }

  byte[] plain() {
    return plain;
  }

  byte[] gzip() {
    byte[] compressed = gzip;
    if (compressed == null) {
      compressed = Gzip.compress(plain);
      gzip = compressed;
    }
    return compressed;
  }
}
