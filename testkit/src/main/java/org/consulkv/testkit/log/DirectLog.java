package org.consulkv.testkit.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.runtime.StateMachine;
import org.jspecify.annotations.Nullable;

/// A log of one server that applies a command on the proposer's own thread, at once: what a test
/// proposed is applied when `propose` returns. Leadership and failures are the test's to give.
///
/// Threading: thread-safe; one lock serializes everything, also the listeners.
public final class DirectLog<R> implements ReplicatedLog<R> {
  private final StateMachine<R> machine;
  private final List<LeadershipListener> listeners = new ArrayList<>();
  private @Nullable LogException failure;
  private boolean leader;
  private @Nullable Duration sinceContact;
  private long entries;
  private long term;
  private long awaited;

  public DirectLog(StateMachine<R> machine) {
    this.machine = machine;
  }

  /// Starts or stops leading, and tells the listeners.
  public synchronized void lead(boolean leads) {
    leader = leads;
    if (leads) {
      term++;
    }
    for (LeadershipListener listener : List.copyOf(listeners)) {
      listener.leads(leads);
    }
  }

  /// Follows a leader that is elsewhere: reads go on, writes do not.
  ///
  /// @param lastContact how long ago that one was heard of
  public synchronized void follow(Duration lastContact) {
    lead(false);
    sinceContact = lastContact;
  }

  /// Makes every proposal and barrier fail, until it is told otherwise with null.
  public synchronized void failWith(@Nullable Reason reason) {
    failure = reason == null ? null : new LogException(reason, "as the test asked");
  }

  @Override
  public synchronized CompletableFuture<R> propose(Bytes command) {
    LogException refused = refusal();
    if (refused != null) {
      return CompletableFuture.failedFuture(refused);
    }
    entries++;
    return CompletableFuture.completedFuture(machine.apply(List.of(command)).getFirst());
  }

  @Override
  public synchronized CompletableFuture<Void> readBarrier() {
    LogException refused = sinceContact == null ? refusal() : failure;
    return refused == null
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(refused);
  }

  private @Nullable LogException refusal() {
    if (failure != null) {
      return failure;
    }
    return leader ? null : new LogException(Reason.NO_LEADER, "not the leader");
  }

  @Override
  public synchronized LogStatus status() {
    return new LogStatus(
        "node",
        leader ? LogStatus.Role.LEADER : LogStatus.Role.FOLLOWER,
        leader ? Optional.of("node") : Optional.empty(),
        List.of(new LogStatus.Peer("node", "127.0.0.1:8300", true)),
        0,
        term,
        entries,
        term,
        entries,
        entries,
        0,
        0,
        0,
        sinceContact == null || leader ? Duration.ZERO : sinceContact);
  }

  @Override
  public synchronized CompletableFuture<Void> reached(long index) {
    awaited = Math.max(awaited, index);
    return CompletableFuture.completedFuture(null);
  }

  /// The last entry that anybody wanted the state to hold.
  public synchronized long awaited() {
    return awaited;
  }

  @Override
  public synchronized void onLeadership(LeadershipListener listener) {
    listeners.add(listener);
    if (leader) {
      listener.leads(true);
    }
  }

  @Override
  public CompletableFuture<Void> compact() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {}
}
