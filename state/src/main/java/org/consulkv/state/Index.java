package org.consulkv.state;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// One order in which a table keeps its rows. The first index of a table is its identity.
///
/// Threading: bound once to its table when that is declared, then immutable.
///
/// @param <T> the rows
/// @param <K> what rows are found by
public final class Index<T, K> {
  private final String name;
  private final boolean unique;
  private final Function<T, Optional<K>> keyOf;
  private final Function<K, Bytes> encode;

  private @Nullable Table<T> table;
  private int position;

  private Index(
      String name, boolean unique, Function<T, Optional<K>> keyOf, Function<K, Bytes> encode) {
    this.name = name;
    this.unique = unique;
    this.keyOf = keyOf;
    this.encode = encode;
  }

  /// Every row has a key of its own.
  public static <T, K> Index<T, K> unique(
      String name, Function<T, K> keyOf, Function<K, Bytes> encode) {
    return new Index<>(name, true, row -> Optional.of(keyOf.apply(row)), encode);
  }

  /// Rows may share a key. No encoded key may be the beginning of another one.
  public static <T, K> Index<T, K> shared(
      String name, Function<T, K> keyOf, Function<K, Bytes> encode) {
    return new Index<>(name, false, row -> Optional.of(keyOf.apply(row)), encode);
  }

  /// Rows may share a key, and those without one are left out. No encoded key may be the beginning
  /// of another one.
  public static <T, K> Index<T, K> sparse(
      String name, Function<T, Optional<K>> keyOf, Function<K, Bytes> encode) {
    return new Index<>(name, false, keyOf, encode);
  }

  /// Names as keys: without regard to case, each ended by a zero so that none begins another.
  public static Bytes name(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      joined.append(part.toLowerCase(Locale.ROOT)).append('\0');
    }
    return Bytes.utf8(joined.toString());
  }

  public Table<T> table() {
    if (table == null) {
      throw new IllegalStateException("index " + name + " belongs to no table");
    }
    return table;
  }

  int position() {
    return position;
  }

  void bind(Table<T> owner, int at) {
    table = owner;
    position = at;
  }

  /// A key as the index orders it.
  Bytes encode(K key) {
    return encode.apply(key);
  }

  /// Where the index keeps a row; null if it leaves it out.
  @Nullable Bytes place(T row, Bytes identity) {
    Optional<K> key = keyOf.apply(row);
    if (key.isEmpty()) {
      return null;
    }
    Bytes encoded = encode.apply(key.get());
    return unique ? encoded : encoded.concat(identity);
  }

  @Override
  public String toString() {
    return (table == null ? "?" : table.name()) + "." + name;
  }
}
