package org.consulkv.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A body of a known length, in chunks, or up to the end of the connection. A connection that ends
/// too early is an [EOFException]. Threading: one thread.
final class Body extends InputStream {
  private static final long UNTIL_END = Long.MAX_VALUE;

  private final Lines in;
  private final boolean chunked;
  private long left;
  private boolean firstChunk = true;

  private Body(Lines in, boolean chunked, long left) {
    this.in = in;
    this.chunked = chunked;
    this.left = left;
  }

  static Body sized(Lines in, long length) {
    return new Body(in, false, length);
  }

  static Body chunked(Lines in) {
    return new Body(in, true, 0);
  }

  static Body untilEnd(Lines in) {
    return new Body(in, false, UNTIL_END);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && (!chunked || !nextChunk())) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      if (left == UNTIL_END) {
        return -1;
      }
      throw new EOFException("unexpected EOF");
    }
    if (left != UNTIL_END) {
      left -= count;
    }
    return count;
  }

  private boolean nextChunk() throws IOException {
    if (left < 0) {
      return false;
    }
    if (!firstChunk) {
      in.line();
    }
    firstChunk = false;
    String size = in.line();
    int end = size.indexOf(';');
    try {
      left = Long.parseLong((end < 0 ? size : size.substring(0, end)).trim(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("malformed chunked encoding", e);
    }
    if (left > 0) {
      return true;
    }
    for (String trailer = in.line(); !trailer.isEmpty(); trailer = in.line()) {
      // Trailers carry nothing that a command asks for.
    }
    left = -1;
    return false;
  }
}
