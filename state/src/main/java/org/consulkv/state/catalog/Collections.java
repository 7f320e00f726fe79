package org.consulkv.state.catalog;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Copies of what callers hand in: immutable, and null where nothing was given.
final class Collections {
  private Collections() {}

  /// The map's entries in the order of their keys.
  static <V> @Nullable Map<String, V> ordered(@Nullable Map<String, V> map) {
    return map == null ? null : java.util.Collections.unmodifiableMap(new TreeMap<>(map));
  }

  static <V> @Nullable List<V> copy(@Nullable List<V> list) {
    return list == null ? null : List.copyOf(list);
  }
}
