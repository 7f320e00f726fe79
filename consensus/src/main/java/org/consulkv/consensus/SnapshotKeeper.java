package org.consulkv.consensus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.apache.ratis.server.protocol.TermIndex;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes snapshots: the state is captured between two entries and written on a thread of its own
/// while commands go on being applied; then the log lets go of what the snapshot holds.
///
/// Threading: thread-safe; the fields without a note are written by `writer` only.
final class SnapshotKeeper<R> {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

  /// The one before the newest is kept too: should the newest be damaged, the trailing log entries
  /// usually reach back to it.
  private static final int KEPT = 2;

  /// A log that fails may never answer.
  private static final long PURGE_SECONDS = 60;

  /// A new interval counts after so long at most.
  private static final long STEP_SECONDS = 5;

  private static final TermIndex NONE = TermIndex.valueOf(0, -1);

  private final Replica<R> replica;
  private final SnapshotFiles files;
  private final DiskSpace disk;
  private final Supplier<RatisLogConfig.Snapshots> rules;
  private final LongFunction<CompletableFuture<Long>> purge;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("raft-snapshot").factory());

  private volatile TermIndex newest = NONE;
  private volatile long commandsInNewest;
  private long newestBytes;

  /// @param rules asked whenever they matter: they may change
  /// @param purge drops log entries up to an index
  SnapshotKeeper(
      Replica<R> replica,
      SnapshotFiles files,
      DiskSpace disk,
      Supplier<RatisLogConfig.Snapshots> rules,
      LongFunction<CompletableFuture<Long>> purge) {
    this.replica = replica;
    this.files = files;
    this.disk = disk;
    this.rules = rules;
    this.purge = purge;
  }

  /// The last entry in the newest snapshot; index -1 if there is none.
  TermIndex newest() {
    return newest;
  }

  /// Brings the state machine to the newest snapshot that can be read.
  ///
  /// @param logStart index of the first entry in the log: an older snapshot will do if the log goes
  ///   on from there
  void restore(long logStart) throws IOException {
    List<SnapshotFiles.Snapshot> all = files.newestFirst();
    for (int i = 0; i < all.size(); i++) {
      SnapshotFiles.Snapshot snapshot = all.get(i);
      try {
        replica.restore(snapshot);
        newest = snapshot.at();
        return;
      } catch (IOException damaged) {
        long before = i + 1 < all.size() ? all.get(i + 1).at().getIndex() : NONE.getIndex();
        if (logStart > before + 1) {
          throw DamagedLogException.snapshot(snapshot.file(), String.valueOf(damaged.getMessage()));
        }
        LOG.warn("passing over a damaged snapshot: the log holds what it held", damaged);
        files.setAside(snapshot);
      }
    }
  }

  /// Looks once in each interval whether a snapshot is due, as long as `thread` lives.
  void takeWhenDue(ScheduledExecutorService thread) {
    await(thread, 0);
  }

  private void await(ScheduledExecutorService thread, long waitedSeconds) {
    long left = Math.max(1, rules.get().interval().toSeconds()) - waitedSeconds;
    if (left <= 0) {
      takeIfDue();
      await(thread, 0);
      return;
    }
    long step = Math.min(left, STEP_SECONDS);
    var _ = thread.schedule(() -> await(thread, waitedSeconds + step), step, TimeUnit.SECONDS);
  }

  /// Takes a snapshot if enough commands were applied since the last one.
  private void takeIfDue() {
    if (replica.commands() - commandsInNewest >= rules.get().threshold()) {
      var _ =
          take()
              .exceptionally(failure -> {
                LOG.warn("no snapshot was taken; the log keeps growing", failure);
                return null;
              });
    }
  }

  CompletableFuture<Void> take() {
    try {
      return CompletableFuture.runAsync(this::write, writer);
    } catch (RejectedExecutionException closed) {
      return CompletableFuture.failedFuture(
          new LogException(Reason.NO_LEADER, "the log is closed", closed));
    }
  }

  void close() {
    writer.shutdownNow();
  }

  private void write() {
    try {
      Replica.Captured state = replica.capture();
      if (state.at().getIndex() > newest.getIndex()) {
        disk.require(newestBytes); // about as much as the last one took
        newestBytes = Files.size(files.write(state.image(), state.at()).file());
        newest = state.at();
        commandsInNewest = state.commands();
        LOG.info("wrote a snapshot of the state after entry {}", state.at().getIndex() + 1);
      }
      if (newest.getIndex() >= 0) {
        purge.apply(newest.getIndex()).orTimeout(PURGE_SECONDS, TimeUnit.SECONDS).join();
      }
      files.retain(KEPT);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
