package org.consulkv.state;

import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// One row that was added, changed or removed.
///
/// @param index the index of the command that did it
/// @param table the table's name
/// @param key the row's key, as its first index encodes it
/// @param before the row as it was; null if it is new
/// @param after the row as it is; null if it was removed
public record Change(
    long index, String table, Bytes key, @Nullable Object before, @Nullable Object after) {}
