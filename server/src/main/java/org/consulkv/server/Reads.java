package org.consulkv.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.state.Outcome;
import org.consulkv.state.Snapshot;
import org.consulkv.state.Store;

/// What a read needs before and beside its query: `barrier`, then `snapshot`.
///
/// Threading: thread-safe.
public final class Reads {
  private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final ReplicatedLog<Outcome> log;
  private final Store store;
  private final Hold hold;

  Reads(ReplicatedLog<Outcome> log, Store store, Hold hold) {
    this.log = log;
    this.store = store;
    this.hold = hold;
  }

  /// Complete once [#snapshot] may be read. Already complete when there is nothing to wait for: ask
  /// `isDone` first and stay on your thread. Fails with an [ApiException]; otherwise it completes
  /// on a thread of the log, which must not be kept.
  public CompletableFuture<Void> barrier(Consistency consistency) {
    return switch (consistency) {
      case STALE -> AT_ONCE;
      case DEFAULT, CONSISTENT -> hold.call(log::readBarrier);
    };
  }

  /// The present state.
  public Snapshot snapshot() {
    return store.snapshot();
  }

  /// For the headers `X-Consul-KnownLeader` and `X-Consul-LastContact`.
  public Contact contact() {
    if (log.leads()) {
      return Contact.LEADER;
    }
    return new Contact(log.leader().isPresent(), log.lastContact());
  }

  /// What this server knows of its leader.
  ///
  /// @param last time since the leader was heard of; zero on the leader
  public record Contact(boolean knownLeader, Duration last) {
    static final Contact LEADER = new Contact(true, Duration.ZERO);

    /// Whether there is nothing to say but that the leader is known and in touch.
    public boolean isCurrent() {
      return knownLeader && last.isZero();
    }
  }
}
