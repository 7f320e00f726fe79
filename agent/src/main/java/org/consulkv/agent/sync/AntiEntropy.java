package org.consulkv.agent.sync;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.consulkv.agent.local.Changes.Subscription;
import org.consulkv.agent.local.LocalState;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the catalog as this agent says: what changes here is written at once, and everything is
/// compared from time to time.
///
/// Threading: thread-safe; decisions are guarded by its own lock, rounds run on the executor and
/// wherever the catalog's answers arrive.
public final class AntiEntropy implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent.anti_entropy");

  /// Changes in flight at a time; the log takes what arrives together as one entry.
  private static final int AT_A_TIME = 64;

  private final LocalState state;
  private final Catalog catalog;
  private final Timers timers;
  private final Chance chance;
  private final Executor executor;
  private final IntSupplier clusterSize;
  private final SyncTimes times;
  private final SyncSchedule schedule = new SyncSchedule();
  private final Subscription subscription;
  private @Nullable Scheduled timer;
  private boolean closed;

  private AntiEntropy(
      LocalState state,
      Catalog catalog,
      Timers timers,
      Chance chance,
      Executor executor,
      IntSupplier clusterSize,
      SyncTimes times) {
    this.state = state;
    this.catalog = catalog;
    this.timers = timers;
    this.chance = chance;
    this.executor = executor;
    this.clusterSize = clusterSize;
    this.times = times;
    subscription = state.changes().ofAnything(this::changed);
  }

  /// Compares everything now, and goes on from there.
  ///
  /// @param executor runs the rounds; they do not block
  /// @param clusterSize how many nodes share the servers
  public static AntiEntropy start(
      LocalState state,
      Catalog catalog,
      Timers timers,
      Chance chance,
      Executor executor,
      IntSupplier clusterSize,
      SyncTimes times) {
    AntiEntropy antiEntropy =
        new AntiEntropy(state, catalog, timers, chance, executor, clusterSize, times);
    antiEntropy.fullDue();
    return antiEntropy;
  }

  /// There is a server that was not there before: what failed for want of one is done soon.
  public synchronized void serverFound() {
    if (!closed && schedule.waitsToRetry()) {
      schedule(times.untilServerIsAsked(chance));
    }
  }

  private void changed() {
    SyncSchedule.Next next;
    synchronized (this) {
      next = closed ? SyncSchedule.Next.NOTHING : schedule.changed();
    }
    begin(next);
  }

  private void fullDue() {
    SyncSchedule.Next next;
    synchronized (this) {
      next = closed ? SyncSchedule.Next.NOTHING : schedule.fullDue();
    }
    begin(next);
  }

  private void begin(SyncSchedule.Next next) {
    switch (next) {
      case NOTHING -> {}
      case CHANGES -> executor.execute(() -> round(false));
      case EVERYTHING -> executor.execute(() -> round(true));
    }
  }

  private void round(boolean everything) {
    CompletableFuture<Void> work =
        everything
            ? catalog
                .view(state.node().name())
                .thenAccept(state::compare)
                .thenCompose(_ -> outstanding())
            : outstanding();
    var _ = work.whenComplete((_, failure) -> ended(everything, failure));
  }

  private CompletableFuture<Void> outstanding() {
    return SyncRound.carryOut(state, catalog, state.steps(), AT_A_TIME);
  }

  private void ended(boolean everything, @Nullable Throwable failure) {
    SyncSchedule.Next next;
    synchronized (this) {
      if (closed) {
        return;
      }
      if (failure != null) {
        Throwable cause = cause(failure);
        LOG.atError().addKeyValue("error", cause.getMessage()).log("failed to sync remote state");
        schedule(times.untilRetry(isLeaderless(cause), chance));
      } else if (everything) {
        schedule(times.untilNext(clusterSize.getAsInt(), chance));
      }
      next = schedule.ended(failure == null);
    }
    begin(next);
  }

  private void schedule(Duration pause) {
    if (timer != null) {
      timer.cancel();
    }
    timer = timers.after(pause, this::fullDue);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static boolean isLeaderless(Throwable cause) {
    return cause instanceof ApiException api && api.kind() == ErrorKind.NO_LEADER;
  }

  /// Ends it; what is outstanding stays so.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (timer != null) {
        timer.cancel();
      }
    }
    subscription.close();
  }
}
