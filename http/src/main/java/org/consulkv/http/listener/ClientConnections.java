package org.consulkv.http.listener;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/// Counts the open connections of each client address.
///
/// Threading: thread-safe.
final class ClientConnections {
  private final int limit;
  private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();

  /// @param limit 0 or less for no limit
  ClientConnections(int limit) {
    this.limit = limit;
  }

  /// Counts one more, unless that is too many.
  boolean enter(InetAddress client) {
    if (limit <= 0) {
      return true;
    }
    boolean[] admitted = new boolean[1];
    open.compute(
        client,
        (address, count) -> {
          int now = count == null ? 0 : count;
          admitted[0] = now < limit;
          return admitted[0] ? Integer.valueOf(now + 1) : count;
        });
    return admitted[0];
  }

  /// Counts one less.
  void leave(InetAddress client) {
    if (limit > 0) {
      open.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }
  }
}
