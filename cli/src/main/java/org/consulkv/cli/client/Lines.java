package org.consulkv.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// A buffer over a connection's input that gives lines, then bytes. Threading: one thread.
final class Lines {
  private static final int LONGEST_LINE = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[16 * 1024];
  private int next;
  private int end;

  Lines(InputStream in) {
    this.in = in;
  }

  /// The next line, without its end.
  String line() throws IOException {
    StringBuilder line = null;
    while (true) {
      for (int i = next; i < end; i++) {
        if (buffer[i] == '\n') {
          int stop = i > next && buffer[i - 1] == '\r' ? i - 1 : i;
          String part = text(next, stop);
          next = i + 1;
          return line == null ? part : withoutReturn(line.append(part));
        }
      }
      line = line == null ? new StringBuilder() : line;
      line.append(text(next, end));
      next = end;
      if (line.length() > LONGEST_LINE) {
        throw new IOException("malformed HTTP response: header line too long");
      }
      if (!fill()) {
        throw new EOFException();
      }
    }
  }

  private static String withoutReturn(StringBuilder line) {
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  private boolean fill() throws IOException {
    next = 0;
    int count = in.read(buffer, 0, buffer.length);
    end = Math.max(count, 0);
    return count > 0;
  }

  /// Reads some bytes, or returns -1 at the end.
  int read(byte[] into, int offset, int length) throws IOException {
    if (next == end) {
      if (length >= buffer.length) {
        return in.read(into, offset, length);
      }
      if (!fill()) {
        return -1;
      }
    }
    int count = Math.min(length, end - next);
    System.arraycopy(buffer, next, into, offset, count);
    next += count;
    return count;
  }
}
