package org.consulkv.agent.cache;

import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;

/// Asks a server.
@FunctionalInterface
public interface Fetch {
  /// Must not block. To cancel the future is to give up.
  ///
  /// @param index 0 to be answered at once, else the answer may wait until there is a later one
  CompletableFuture<Bytes> from(long index);
}
