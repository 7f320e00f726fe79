package org.consulkv.gossip.msgpack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// Reads MessagePack, the older and the newer form, into numbers ([Long], [Double]), [Boolean],
/// [Bytes], lists, [MsgMap] and null.
///
/// Threading: confined to one thread.
public final class MsgReader {
  /// Deeper nesting than any message has.
  private static final int DEEPEST = 16;

  private final byte[] array;
  private final int end;
  private int at;

  public MsgReader(Bytes bytes) {
    array = bytes.shared();
    end = array.length;
  }

  /// Bytes not read yet.
  public int remaining() {
    return end - at;
  }

  /// One byte outside of MessagePack: the kind of what follows.
  ///
  /// @throws MalformedException if there is none
  public int kind() throws MalformedException {
    return (int) number(1);
  }

  /// @throws MalformedException if the next value is not a map, or is not complete
  public MsgMap map() throws MalformedException {
    if (value(0) instanceof MsgMap map) {
      return map;
    }
    throw new MalformedException("a map was expected");
  }

  /// The next bytes as they are.
  ///
  /// @throws MalformedException if there are fewer
  public Bytes bytes(int count) throws MalformedException {
    if (count < 0 || count > remaining()) {
      throw MalformedException.truncated();
    }
    Bytes bytes = Bytes.owning(Arrays.copyOfRange(array, at, at + count));
    at += count;
    return bytes;
  }

  /// An unsigned number of fixed width, the highest byte first, outside of MessagePack.
  public long number(int width) throws MalformedException {
    if (width > remaining()) {
      throw MalformedException.truncated();
    }
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (array[at++] & 0xff);
    }
    return value;
  }

  /// Reads any value.
  ///
  /// @throws MalformedException if it is not one, or is not complete
  public @Nullable Object value() throws MalformedException {
    return value(0);
  }

  private @Nullable Object value(int depth) throws MalformedException {
    if (depth > DEEPEST) {
      throw new MalformedException("values are nested too deeply");
    }
    int kind = kind();
    if (kind < 0x80) {
      return (long) kind;
    }
    if (kind >= 0xe0) {
      return (long) (byte) kind;
    }
    return switch (kind & 0xf0) {
      case 0x80 -> entries(kind & 0x0f, depth);
      case 0x90 -> values(kind & 0x0f, depth);
      case 0xa0, 0xb0 -> bytes(kind & 0x1f);
      default -> sized(kind, depth);
    };
  }

  private @Nullable Object sized(int kind, int depth) throws MalformedException {
    return switch (kind) {
      case 0xc0 -> null;
      case 0xc2 -> false;
      case 0xc3 -> true;
      case 0xc4, 0xd9 -> bytes((int) number(1));
      case 0xc5, 0xda -> bytes((int) number(2));
      case 0xc6, 0xdb -> bytes((int) number(4));
      case 0xca -> (double) Float.intBitsToFloat((int) number(4));
      case 0xcb -> Double.longBitsToDouble(number(8));
      case 0xcc -> number(1);
      case 0xcd -> number(2);
      case 0xce -> number(4);
      case 0xcf, 0xd3 -> number(8);
      case 0xd0 -> (long) (byte) number(1);
      case 0xd1 -> (long) (short) number(2);
      case 0xd2 -> (long) (int) number(4);
      case 0xdc -> values((int) number(2), depth);
      case 0xdd -> values((int) number(4), depth);
      case 0xde -> entries((int) number(2), depth);
      case 0xdf -> entries((int) number(4), depth);
      default -> throw new MalformedException("unknown kind of value " + kind);
    };
  }

  private List<@Nullable Object> values(int count, int depth) throws MalformedException {
    requireRoom(count);
    List<@Nullable Object> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(value(depth + 1));
    }
    return values;
  }

  private MsgMap entries(int count, int depth) throws MalformedException {
    requireRoom(count);
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      if (!(value(depth + 1) instanceof Bytes name)) {
        throw new MalformedException("the names of a map are texts");
      }
      entries.put(name.toUtf8(), value(depth + 1));
    }
    return new MsgMap(entries);
  }

  /// Each value has at least one byte, so a count above that is not believed.
  private void requireRoom(int count) throws MalformedException {
    if (count < 0 || count > remaining()) {
      throw MalformedException.truncated();
    }
  }
}
