package org.consulkv.runtime;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/// Counts the open connections from each address.
///
/// Threading: thread-safe.
public final class ConnectionsByAddress {
  private final IntSupplier limit;
  private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();

  /// @param limit of each address, as it is at the moment; 0 or less for none
  public ConnectionsByAddress(IntSupplier limit) {
    this.limit = limit;
  }

  /// Counts one more, unless that is too many.
  ///
  /// @return whether it was counted, and [#leave] is due when it ends
  public boolean enter(InetAddress client) {
    int most = limit.getAsInt();
    boolean[] admitted = new boolean[1];
    open.compute(
        client,
        (address, count) -> {
          int now = count == null ? 0 : count;
          admitted[0] = most <= 0 || now < most;
          return admitted[0] ? Integer.valueOf(now + 1) : count;
        });
    return admitted[0];
  }

  /// Counts one less.
  public void leave(InetAddress client) {
    open.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
  }
}
