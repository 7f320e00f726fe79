package org.consulkv.runtime;

import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogStatus.Peer;

/// Changes who takes part in a [ReplicatedLog]. One change at a time; [LogStatus#peers] shows the
/// result.
///
/// Threading: thread-safe. Futures fail with a [LogException], whose reason says whether the change
/// can still happen later.
public interface LogMembership {
  /// Takes a server in, or changes whether it votes. It is given all entries before it counts
  /// towards a majority. Only the leader can do this.
  CompletableFuture<Void> put(Peer peer);

  /// Takes a server out. The leader may remove itself; another one leads then.
  CompletableFuture<Void> remove(String id);

  /// Hands leadership to another voter.
  ///
  /// @param id whom to; empty for any that is up to date
  CompletableFuture<Void> transferLeadership(String id);

  /// Of a log whose members cannot change.
  ///
  /// @param why told to whoever tries
  static LogMembership fixed(String why) {
    return new FixedMembership(why);
  }
}
