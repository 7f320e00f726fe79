package org.consulkv.gossip.msgpack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// A map that was read. What is missing or nil reads as zero, false or empty, and names that are
/// not asked for do no harm: members of other versions may leave out some and add some.
///
/// Threading: immutable once read.
public final class MsgMap {
  private final Map<String, @Nullable Object> entries;

  MsgMap(Map<String, @Nullable Object> entries) {
    this.entries = entries;
  }

  /// The names, in the order in which they came.
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  public boolean has(String name) {
    return entries.get(name) != null;
  }

  public long integer(String name) throws MalformedException {
    return switch (entries.get(name)) {
      case null -> 0;
      case Long value -> value;
      default -> throw wrong(name);
    };
  }

  public double real(String name) throws MalformedException {
    return real(name, entries.get(name));
  }

  public boolean bool(String name) throws MalformedException {
    return switch (entries.get(name)) {
      case null -> false;
      case Boolean value -> value;
      default -> throw wrong(name);
    };
  }

  public Bytes raw(String name) throws MalformedException {
    return raw(name, entries.get(name));
  }

  public String text(String name) throws MalformedException {
    return raw(name).toUtf8();
  }

  public List<Bytes> raws(String name) throws MalformedException {
    List<Bytes> raws = new ArrayList<>();
    for (Object value : list(name)) {
      raws.add(raw(name, value));
    }
    return raws;
  }

  public List<String> texts(String name) throws MalformedException {
    return raws(name).stream().map(Bytes::toUtf8).toList();
  }

  public double[] reals(String name) throws MalformedException {
    List<@Nullable Object> list = list(name);
    double[] reals = new double[list.size()];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = real(name, list.get(i));
    }
    return reals;
  }

  public MsgMap map(String name) throws MalformedException {
    return switch (entries.get(name)) {
      case null -> new MsgMap(Map.of());
      case MsgMap map -> map;
      default -> throw wrong(name);
    };
  }

  /// The maps of a list; what is nil in it is left out.
  public List<MsgMap> maps(String name) throws MalformedException {
    List<MsgMap> maps = new ArrayList<>();
    for (Object value : list(name)) {
      switch (value) {
        case null -> {}
        case MsgMap map -> maps.add(map);
        default -> throw wrong(name);
      }
    }
    return maps;
  }

  @SuppressWarnings("unchecked") // Lists are only made by MsgReader.
  private List<@Nullable Object> list(String name) throws MalformedException {
    return switch (entries.get(name)) {
      case null -> List.of();
      case List<?> list -> (List<@Nullable Object>) list;
      default -> throw wrong(name);
    };
  }

  private static double real(String name, @Nullable Object value) throws MalformedException {
    return switch (value) {
      case null -> 0;
      case Double real -> real;
      case Long integer -> integer;
      default -> throw wrong(name);
    };
  }

  private static Bytes raw(String name, @Nullable Object value) throws MalformedException {
    return switch (value) {
      case null -> Bytes.EMPTY;
      case Bytes bytes -> bytes;
      default -> throw wrong(name);
    };
  }

  private static MalformedException wrong(String name) {
    return new MalformedException(name + " is of the wrong kind");
  }
}
