package org.consulkv.gossip.msgpack;

import java.util.Arrays;
import org.consulkv.runtime.Bytes;

/// Writes MessagePack in its older form, which has one kind for texts and bytes and no 8-bit length
/// for them; that is what Serf writes and surely reads.
///
/// Threading: confined to one thread.
public final class MsgWriter {
  private byte[] array = new byte[128];
  private int length;

  /// One byte outside of MessagePack: the kind of what follows.
  public MsgWriter kind(int kind) {
    return put(kind);
  }

  /// Starts a map of so many names and values.
  public MsgWriter map(int entries) {
    return entries < 16 ? put(0x80 | entries) : put(0xde).number(entries, 2);
  }

  /// Starts an array of so many values.
  public MsgWriter array(int values) {
    if (values < 16) {
      return put(0x90 | values);
    }
    return values < 1 << 16 ? put(0xdc).number(values, 2) : put(0xdd).number(values, 4);
  }

  public MsgWriter text(String text) {
    return raw(Bytes.utf8(text));
  }

  public MsgWriter raw(Bytes bytes) {
    int n = bytes.length();
    if (n < 32) {
      put(0xa0 | n);
    } else if (n < 1 << 16) {
      put(0xda).number(n, 2);
    } else {
      put(0xdb).number(n, 4);
    }
    return append(bytes);
  }

  /// In the shortest form, as Serf does.
  public MsgWriter integer(long value) {
    if (value < 0) {
      return value >= -32 ? put((int) value) : put(0xd3).number(value, 8);
    }
    if (value < 1 << 7) {
      return put((int) value);
    }
    if (value < 1 << 8) {
      return put(0xcc).number(value, 1);
    }
    if (value < 1 << 16) {
      return put(0xcd).number(value, 2);
    }
    return value < 1L << 32 ? put(0xce).number(value, 4) : put(0xcf).number(value, 8);
  }

  public MsgWriter bool(boolean value) {
    return put(value ? 0xc3 : 0xc2);
  }

  public MsgWriter real(double value) {
    return put(0xcb).number(Double.doubleToRawLongBits(value), 8);
  }

  public MsgWriter nil() {
    return put(0xc0);
  }

  /// Bytes as they are, which must be MessagePack or stand outside of it.
  public MsgWriter append(Bytes bytes) {
    reserve(bytes.length());
    System.arraycopy(bytes.shared(), 0, array, length, bytes.length());
    length += bytes.length();
    return this;
  }

  /// A number of fixed width, the highest byte first, outside of MessagePack.
  public MsgWriter number(long value, int width) {
    reserve(width);
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      array[length++] = (byte) (value >> shift);
    }
    return this;
  }

  public Bytes toBytes() {
    return Bytes.owning(Arrays.copyOf(array, length));
  }

  private MsgWriter put(int value) {
    reserve(1);
    array[length++] = (byte) value;
    return this;
  }

  private void reserve(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(length + more, 2 * array.length));
    }
  }
}
