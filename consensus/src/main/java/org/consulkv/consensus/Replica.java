package org.consulkv.consensus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ratis.server.protocol.TermIndex;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;
import org.consulkv.runtime.StateMachine;
import org.consulkv.runtime.StateMachine.SnapshotImage;
import org.jspecify.annotations.Nullable;

/// The state machine and how far it has come in the log. It outlives Ratis: after a restart in
/// place the same entries come again and are passed over, so that readers never see an older state.
///
/// Threading: thread-safe; `lock` keeps applying and capturing apart.
final class Replica<R> {
  private static final CompletableFuture<Void> REACHED = CompletableFuture.completedFuture(null);

  private final StateMachine<R> machine;
  private final Consumer<? super Throwable> fatal;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile TermIndex applied = TermIndex.INITIAL_VALUE;
  private volatile long commands;

  /// Those who wait for an entry to be applied, by its index.
  private final ConcurrentSkipListMap<Long, CompletableFuture<Void>> waiting =
      new ConcurrentSkipListMap<>();

  Replica(StateMachine<R> machine, Consumer<? super Throwable> fatal) {
    this.machine = machine;
    this.fatal = fatal;
  }

  /// The state after one entry.
  ///
  /// @param commands commands applied since this process started
  record Captured(SnapshotImage image, TermIndex at, long commands) {}

  /// The last entry that the state holds.
  TermIndex applied() {
    return applied;
  }

  /// Commands applied since this process started.
  long commands() {
    return commands;
  }

  /// Applies an entry of commands.
  ///
  /// @param local the batch, if it was proposed here and its proposers wait
  void apply(TermIndex at, @Nullable Batch<R> local, Supplier<List<Bytes>> commandsOfEntry) {
    List<R> outcomes;
    lock.lock();
    try {
      if (!advances(at)) {
        return;
      }
      List<Bytes> entry = local == null ? commandsOfEntry.get() : local.commands();
      outcomes = machine.apply(entry);
      long total = commands + entry.size();
      commands = total;
      applied = at;
    } catch (Throwable broken) { // including Invariant.Broken: nothing more may be applied
      fatal.accept(broken);
      throw broken;
    } finally {
      lock.unlock();
    }
    if (local != null) {
      local.complete(outcomes);
    }
    wake();
  }

  /// Complete once the state holds the entry with this index, and all before it.
  CompletableFuture<Void> reached(long index) {
    if (applied.getIndex() >= index) {
      return REACHED;
    }
    CompletableFuture<Void> here = waiting.computeIfAbsent(index, _ -> new CompletableFuture<>());
    if (applied.getIndex() >= index) {
      wake();
    }
    return here;
  }

  private void wake() {
    if (waiting.isEmpty()) {
      return;
    }
    long index = applied.getIndex();
    Map.Entry<Long, CompletableFuture<Void>> first = waiting.firstEntry();
    while (first != null && first.getKey() <= index) {
      // Another thread may have removed it, and somebody may wait under the same index again.
      if (waiting.remove(first.getKey(), first.getValue())) {
        first.getValue().complete(null);
      }
      first = waiting.firstEntry();
    }
  }

  /// Passes over an entry without commands.
  void pass(TermIndex at) {
    lock.lock();
    try {
      if (advances(at)) {
        applied = at;
      }
    } finally {
      lock.unlock();
    }
    wake();
  }

  Captured capture() {
    lock.lock();
    try {
      return new Captured(machine.capture(), applied, commands);
    } finally {
      lock.unlock();
    }
  }

  void restore(SnapshotFiles.Snapshot snapshot) throws IOException {
    lock.lock();
    try (var in = snapshot.open()) {
      machine.restore(in);
      applied = snapshot.at();
    } finally {
      lock.unlock();
    }
    wake();
  }

  private boolean advances(TermIndex at) {
    long last = applied.getIndex();
    Invariant.check(
        at.getIndex() <= last + 1, "entry %d is applied after entry %d", at.getIndex(), last);
    return at.getIndex() > last;
  }
}
