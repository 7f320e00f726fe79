package org.consulkv.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Locale;

/// Reads HTTP/1.1 answers one after the other and keeps only what a measurement needs: the status,
/// `X-Consul-Index`, and where the answer ends.
///
/// Threading: confined to one thread.
final class AnswerParser {
  private static final int LINE_LIMIT = 1024;

  private enum State {
    STATUS,
    HEADER,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILER
  }

  private final byte[] line = new byte[LINE_LIMIT];
  private int lineLength;
  private State state = State.STATUS;
  private int status;
  private long index;
  private long remaining;
  private boolean chunked;

  int status() {
    return status;
  }

  /// The last answer's `X-Consul-Index`, 0 if it had none.
  long index() {
    return index;
  }

  /// Reads on; true when an answer is complete. What follows it stays in `in`.
  boolean feed(ByteBuffer in) {
    while (in.hasRemaining()) {
      switch (state) {
        case BODY, CHUNK -> {
          int skipped = (int) Math.min(remaining, in.remaining());
          in.position(in.position() + skipped);
          remaining -= skipped;
          if (remaining == 0 && bodyPartEnded()) {
            return true;
          }
        }
        default -> {
          if (endsLine(in.get()) && lineEnded()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean bodyPartEnded() {
    if (state == State.CHUNK) {
      state = State.CHUNK_END;
      return false;
    }
    state = State.STATUS;
    return true;
  }

  private boolean endsLine(byte next) {
    if (next == '\n') {
      return true;
    }
    if (next != '\r' && lineLength < LINE_LIMIT) {
      line[lineLength++] = next;
    }
    return false;
  }

  private boolean lineEnded() {
    int length = lineLength;
    lineLength = 0;
    switch (state) {
      case STATUS -> {
        status = (int) number(9, 12, 10);
        index = 0;
        remaining = 0;
        chunked = false;
        state = State.HEADER;
      }
      case HEADER -> {
        if (length > 0) {
          header(length);
        } else if (chunked) {
          state = State.CHUNK_SIZE;
        } else if (remaining > 0) {
          state = State.BODY;
        } else {
          state = State.STATUS;
          return true;
        }
      }
      case CHUNK_SIZE -> {
        remaining = number(0, length, 16);
        state = remaining == 0 ? State.TRAILER : State.CHUNK;
      }
      case CHUNK_END -> state = State.CHUNK_SIZE;
      case TRAILER -> {
        if (length == 0) {
          state = State.STATUS;
          return true;
        }
      }
      case BODY, CHUNK -> throw new IllegalStateException("a line in a body");
    }
    return false;
  }

  private void header(int length) {
    // The lengths of the names tell most headers apart without looking at them.
    switch (line[0] | 0x20) {
      case 'c' -> {
        if (is("content-length:", length)) {
          remaining = number(15, length, 10);
        }
      }
      case 'x' -> {
        if (is("x-consul-index:", length)) {
          index = number(15, length, 10);
        }
      }
      case 't' -> {
        if (is("transfer-encoding:", length)) {
          chunked =
              new String(line, 0, length, ISO_8859_1).toLowerCase(Locale.ROOT).contains("chunked");
        }
      }
      default -> {}
    }
  }

  private boolean is(String name, int length) {
    if (length < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char expected = name.charAt(i);
      int found = line[i] >= 'A' && line[i] <= 'Z' ? line[i] | 0x20 : line[i];
      if (found != expected) {
        return false;
      }
    }
    return true;
  }

  private long number(int from, int to, int radix) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(line[i], radix);
      if (digit >= 0) {
        value = value * radix + digit;
      } else if (line[i] != ' ') {
        break;
      }
    }
    return value;
  }
}
