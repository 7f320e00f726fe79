package org.consulkv.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// An ordered log of commands that a majority of servers keeps, and that every server applies to
/// its [StateMachine].
///
/// Threading: thread-safe. Futures complete on the log's own threads, which must not be blocked.
///
/// @param <R> what applying one command gives
public interface ReplicatedLog<R> extends AutoCloseable {
  /// Proposes a command. The future completes after the command is durable on a majority and
  /// applied here, with what applying it gave.
  ///
  /// It fails with a [LogException], whose reason says whether the command can still be applied
  /// later.
  CompletableFuture<R> propose(Bytes command);

  /// A linearizable read barrier: once it completes, the local state holds everything that was
  /// acknowledged to anyone before the call. Already complete where no round is needed (a sole
  /// voter that leads). Fails with a [LogException] if there is no leader to ask.
  CompletableFuture<Void> readBarrier();

  /// What the log knows of itself and its peers; cheap, may lag by an instant.
  LogStatus status();

  /// Whether this server leads, as [#status] tells it, but cheap enough to ask for every request.
  default boolean leads() {
    return status().leads();
  }

  /// The leader's node id, as [#status] tells it, but cheap enough to ask for every request.
  default Optional<String> leader() {
    return status().leader();
  }

  /// Time since the leader was last heard of, as [#status] tells it, but cheap enough to ask for
  /// every request.
  default Duration lastContact() {
    return status().lastContact();
  }

  /// The last entry that the state here holds, as [#status] tells it, but cheap enough to ask for
  /// every request.
  default long appliedIndex() {
    return status().appliedIndex();
  }

  /// Completes when the state here holds the entry with this index, and all before it. Already
  /// complete for a log that only one server has.
  default CompletableFuture<Void> reached(long index) {
    return CompletableFuture.completedFuture(null);
  }

  /// Changes who takes part.
  default LogMembership membership() {
    return LogMembership.fixed("the servers of this log cannot be changed");
  }

  /// Calls the listener whenever this server starts or stops leading, in order, on the log's
  /// thread. A leader has applied all entries of earlier terms when it is told.
  void onLeadership(LeadershipListener listener);

  /// Writes a snapshot now and drops the log entries it makes unnecessary.
  CompletableFuture<Void> compact();

  /// Stops taking part. Commands in flight fail with an unknown outcome.
  @Override
  void close();

  /// Told about leadership.
  interface LeadershipListener {
    void leads(boolean leader);
  }
}
