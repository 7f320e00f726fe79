package org.consulkv.state;

import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// One row that was added, changed or removed.
///
/// @param index the index of the command that did it
/// @param key the row's key, as its first index encodes it
/// @param before the row as it was; null if it is new
/// @param after the row as it is; null if it was removed
public record Change(
    long index, Table<?> table, Bytes key, @Nullable Object before, @Nullable Object after) {

  /// What remembering this takes, about, in bytes: what is only kept for it.
  int weight() {
    return before == null ? 0 : weigh(table, before);
  }

  @SuppressWarnings("unchecked") // the row is one of the table's
  private static <T> int weigh(Table<T> table, Object row) {
    return table.weight((T) row);
  }
}
