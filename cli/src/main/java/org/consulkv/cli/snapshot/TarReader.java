package org.consulkv.cli.snapshot;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Walks through the files of a tar archive (POSIX ustar). Threading: one thread.
final class TarReader {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE_AT = 156;

  private final InputStream in;
  private String name = "";
  private long left;
  private long padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /// Goes to the next file, past what is left of this one. False at the end.
  boolean next() throws IOException {
    in.skipNBytes(left + padding);
    left = 0;
    padding = 0;
    byte[] header = in.readNBytes(BLOCK);
    if (header.length == 0 || isEmpty(header)) {
      return false;
    }
    if (header.length < BLOCK) {
      throw new EOFException();
    }
    name = text(header, 0, NAME_BYTES);
    left = size(header);
    padding = (BLOCK - left % BLOCK) % BLOCK;
    byte type = header[TYPE_AT];
    return type == '0' || type == 0 || next(); // Only plain files matter.
  }

  String name() {
    return name;
  }

  /// The bytes of this file.
  InputStream content() {
    return new Content();
  }

  private static boolean isEmpty(byte[] header) {
    for (byte b : header) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8).trim();
  }

  /// Octal digits, or, with the highest bit set, a binary number for sizes beyond 8 GiB.
  private static long size(byte[] header) throws IOException {
    if (header[SIZE_AT] < 0) {
      long size = header[SIZE_AT] & 0x7f;
      for (int i = 1; i < SIZE_BYTES; i++) {
        size = (size << 8) | (header[SIZE_AT + i] & 0xff);
      }
      return size;
    }
    try {
      return Long.parseLong(text(header, SIZE_AT, SIZE_BYTES), 8);
    } catch (NumberFormatException e) {
      throw new IOException("failed to read snapshot file: archive/tar: invalid tar header", e);
    }
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(into, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException();
      }
      left -= count;
      return count;
    }
  }
}
