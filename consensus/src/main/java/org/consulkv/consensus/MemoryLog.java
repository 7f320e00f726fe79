package org.consulkv.consensus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.LogStatus.Role;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.runtime.StateMachine;

/// A log of one server that keeps nothing: for `-dev` and for tests. It leads from the start, and
/// an entry is gone as soon as it is applied, so there is never anything to compact.
///
/// Threading: thread-safe. One thread applies, completes outcomes and calls listeners.
public final class MemoryLog<R> implements ReplicatedLog<R> {
  private static final long TERM = 1;
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Peer self;
  private final StateMachine<R> machine;
  private final Consumer<? super Throwable> fatal;
  private final Batcher<R> batcher;
  private final ExecutorService applyThread;

  /// Entries applied; written by the apply thread only.
  private volatile long applied;

  /// @param id this server's node id
  /// @param address the server address that [#status] gives, as `127.0.0.1:8300`
  /// @param fatal told, on the apply thread, what applying a command threw; the log has stopped by
  ///   then and the node must too
  public MemoryLog(
      String id, String address, StateMachine<R> machine, Consumer<? super Throwable> fatal) {
    this(id, address, machine, fatal, LogLimits.DEFAULT);
  }

  public MemoryLog(
      String id,
      String address,
      StateMachine<R> machine,
      Consumer<? super Throwable> fatal,
      LogLimits limits) {
    this.self = new Peer(id, address, true);
    this.machine = machine;
    this.fatal = fatal;
    this.batcher = new Batcher<>(limits, this::append);
    this.applyThread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("log-apply").factory());
  }

  @Override
  public CompletableFuture<R> propose(Bytes command) {
    return batcher.propose(command);
  }

  @Override
  public CompletableFuture<Void> readBarrier() {
    return DONE;
  }

  @Override
  public LogStatus status() {
    long index = applied;
    return new LogStatus(
        self.id(),
        Role.LEADER,
        Optional.of(self.id()),
        List.of(self),
        0,
        TERM,
        index,
        TERM,
        index,
        index,
        0,
        0,
        0,
        Duration.ZERO);
  }

  @Override
  public LogMembership membership() {
    return LogMembership.fixed("this server keeps its log in memory, and has no others beside it");
  }

  @Override
  public void onLeadership(LeadershipListener listener) {
    try {
      applyThread.execute(() -> listener.leads(true));
    } catch (RejectedExecutionException closed) {
      // A closed log does not lead.
    }
  }

  /// Does nothing: a log that keeps no entries has none to drop.
  @Override
  public CompletableFuture<Void> compact() {
    return DONE;
  }

  @Override
  public void close() {
    batcher.close(new LogException(Reason.NO_LEADER, "the log is closed"));
    applyThread.shutdown(); // batches still with it have failed by now and are passed over
  }

  private void append(Batch<R> batch) {
    try {
      applyThread.execute(() -> apply(batch));
    } catch (RejectedExecutionException closed) {
      batch.fail(new LogException(Reason.NO_LEADER, "the log is closed", closed));
    }
  }

  private void apply(Batch<R> batch) {
    if (batch.hasEnded()) {
      return; // the log was closed meanwhile
    }
    List<R> outcomes;
    try {
      outcomes = machine.apply(batch.commands());
    } catch (Throwable broken) { // including Invariant.Broken: nothing more may be applied
      close();
      fatal.accept(broken);
      return;
    }
    long index = applied + 1;
    applied = index;
    batch.complete(outcomes);
  }
}
