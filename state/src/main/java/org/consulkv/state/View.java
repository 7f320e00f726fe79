package org.consulkv.state;

import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.radix.RadixTree;
import org.consulkv.state.radix.Scan;

/// Something that can be read: a snapshot, or the state inside a transaction.
public abstract sealed class View permits Snapshot, Transaction {

  /// The index of the last command that was applied; 1 before the first. In a transaction, that of
  /// the command being applied.
  public abstract long index();

  /// The least index any query reports: that of the last restore, or 1.
  public abstract long floor();

  /// The index of the last change in the table; 0 if there was none.
  public abstract long lastIndex(Table<?> table);

  abstract <T> RadixTree<T> tree(Index<T, ?> index);

  /// The row with this key in a unique index.
  public final <T, K> Optional<T> first(Index<T, K> index, K key, WatchSet watches) {
    return Optional.ofNullable(tree(index).get(index.encode(key), watches));
  }

  /// The rows that share this key, in the order of their identities.
  public final <T, K> Scan<T> all(Index<T, K> index, K key, WatchSet watches) {
    return tree(index).scan(index.encode(key), watches);
  }

  /// The rows whose encoded key starts with these bytes, in order.
  public final <T> Scan<T> prefix(Index<T, ?> index, Bytes prefix, WatchSet watches) {
    return tree(index).scan(prefix, watches);
  }

  /// Every row, in the order of the index.
  public final <T> Scan<T> everything(Index<T, ?> index, WatchSet watches) {
    return tree(index).scan(Bytes.EMPTY, watches);
  }

  /// The greatest index of a row whose encoded key starts with these bytes; 0 if there is none.
  /// Found without visiting them. Exact where rows are removed only in the order of their indexes.
  public final <T> long lastIndexUnder(Index<T, ?> index, Bytes prefix) {
    return tree(index).lastIndexUnder(prefix);
  }

  /// An answer with its index, which is never below [#floor].
  public final <R> Indexed<R> indexed(long index, R value) {
    return new Indexed<>(Math.max(index, floor()), value);
  }
}
