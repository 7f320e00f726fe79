package org.consulkv.cli.watch;

import org.jspecify.annotations.Nullable;

/// Is called for every change, one at a time.
public interface WatchHandler {
  /// @param index the answer's index
  /// @param value what [org.consulkv.cli.json.JsonReader] reads
  /// @return whether to go on watching
  boolean handle(long index, @Nullable Object value);
}
