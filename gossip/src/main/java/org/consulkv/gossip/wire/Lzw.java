package org.consulkv.gossip.wire;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.runtime.Bytes;

/// LZW compression with codes of 9 to 12 bits, the lowest bit first, and 8-bit literals: as in GIF
/// pictures.
///
/// @see "Welch: A Technique for High-Performance Data Compression, 1984"
final class Lzw {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST_WIDTH = 9;
  private static final int WIDEST = 12;
  private static final int LAST_CODE = (1 << WIDEST) - 1;

  private Lzw() {}

  static Bytes compress(Bytes plain) {
    return new Encoder().encode(plain);
  }

  /// @param limit of the result; a few bytes can say "a gigabyte of zeros"
  /// @throws MalformedException if it is not LZW, or is larger than the limit
  static Bytes expand(Bytes compressed, int limit) throws MalformedException {
    return new Decoder(compressed, limit).decode();
  }

  private static final class Encoder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Integer, Integer> codes = new HashMap<>();
    private int bits;
    private int bitCount;
    private int width = FIRST_WIDTH;
    private int last = END;

    Bytes encode(Bytes plain) {
      emit(CLEAR);
      if (!plain.isEmpty()) {
        int prefix = plain.at(0);
        for (int i = 1; i < plain.length(); i++) {
          int value = plain.at(i);
          Integer longer = codes.get((prefix << 8) | value);
          if (longer != null) {
            prefix = longer;
          } else {
            emit(prefix);
            learn((prefix << 8) | value);
            prefix = value;
          }
        }
        emit(prefix);
        learn(-1);
      }
      emit(END);
      if (bitCount > 0) {
        out.write(bits);
      }
      return Bytes.owning(out.toByteArray());
    }

    private void learn(int sequence) {
      last++;
      if (last == 1 << width) {
        width++;
      }
      if (last == LAST_CODE) {
        emit(CLEAR);
        width = FIRST_WIDTH;
        last = END;
        codes.clear();
      } else if (sequence >= 0) {
        codes.put(sequence, last);
      }
    }

    private void emit(int code) {
      bits |= code << bitCount;
      bitCount += width;
      while (bitCount >= 8) {
        out.write(bits);
        bits >>>= 8;
        bitCount -= 8;
      }
    }
  }

  private static final class Decoder {
    private final Bytes in;
    private final int limit;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int[] prefixes = new int[1 << WIDEST];
    private final byte[] suffixes = new byte[1 << WIDEST];
    private final byte[] stack = new byte[1 << WIDEST];
    private int at;
    private int bits;
    private int bitCount;
    private int width = FIRST_WIDTH;

    /// The code that the next sequence gets.
    private int next = END + 1;

    Decoder(Bytes in, int limit) {
      this.in = in;
      this.limit = limit;
    }

    Bytes decode() throws MalformedException {
      int previous = -1;
      int first = 0;
      for (int code = read(); code != END; code = read()) {
        if (code == CLEAR) {
          width = FIRST_WIDTH;
          next = END + 1;
          previous = -1;
          continue;
        }
        if (code > next || (code == next && previous < 0) || (previous < 0 && code > CLEAR)) {
          throw new MalformedException("LZW: a code that was not defined");
        }
        first = write(code == next ? previous : code, code == next ? first : -1);
        if (previous >= 0 && next <= LAST_CODE) {
          prefixes[next] = previous;
          suffixes[next] = (byte) first;
          next++;
        }
        if (next == 1 << width && width < WIDEST) {
          width++;
        }
        previous = code;
      }
      return Bytes.owning(out.toByteArray());
    }

    /// Writes the code's bytes, and one more unless it is negative.
    ///
    /// @return the first byte
    private int write(int code, int more) throws MalformedException {
      int depth = stack.length;
      int rest = code;
      while (rest >= CLEAR) {
        stack[--depth] = suffixes[rest];
        rest = prefixes[rest];
      }
      if (out.size() + stack.length - depth + 2 > limit) {
        throw new MalformedException("LZW: larger than " + limit + " bytes");
      }
      out.write(rest);
      out.write(stack, depth, stack.length - depth);
      if (more >= 0) {
        out.write(more);
      }
      return rest;
    }

    private int read() throws MalformedException {
      while (bitCount < width) {
        if (at == in.length()) {
          throw MalformedException.truncated();
        }
        bits |= in.at(at++) << bitCount;
        bitCount += 8;
      }
      int code = bits & ((1 << width) - 1);
      bits >>>= width;
      bitCount -= width;
      return code;
    }
  }
}
