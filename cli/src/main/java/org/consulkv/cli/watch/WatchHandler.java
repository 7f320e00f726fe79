package org.consulkv.cli.watch;

import org.jspecify.annotations.Nullable;

/// Is called for every change, one at a time.
public interface WatchHandler {
  /// @param cursor the answer's index; for watches by hash, its hash
  /// @param value what [org.consulkv.cli.json.JsonReader] reads
  /// @return whether to go on watching
  boolean handle(String cursor, @Nullable Object value);
}
