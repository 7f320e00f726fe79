package org.consulkv.agent.sync;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.consulkv.agent.local.LocalState;
import org.consulkv.agent.local.SyncStep;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out steps, a bounded number at a time.
///
/// Threading: guarded by its own lock.
final class SyncRound {
  private static final Logger LOG = LoggerFactory.getLogger("agent.anti_entropy");

  private final LocalState state;
  private final Catalog catalog;
  private final Queue<SyncStep> waiting;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private int inFlight;
  private @Nullable Throwable failure;

  private SyncRound(LocalState state, Catalog catalog, List<SyncStep> steps) {
    this.state = state;
    this.catalog = catalog;
    waiting = new ArrayDeque<>(steps);
  }

  /// Completes when every step was tried; with the first failure if there was one.
  static CompletableFuture<Void> carryOut(
      LocalState state, Catalog catalog, List<SyncStep> steps, int atATime) {
    SyncRound round = new SyncRound(state, catalog, steps);
    for (int i = 0; i < atATime; i++) {
      round.go();
    }
    round.endIfDone();
    return round.done;
  }

  /// Carries out one step after the other, without recursion where the answers come at once.
  private void go() {
    for (SyncStep step = take(); step != null; step = take()) {
      SyncStep its = step;
      CompletableFuture<Void> answer = catalog.change(step.command());
      if (!answer.isDone()) {
        var _ =
            answer.whenComplete((_, problem) -> {
              answered(its, problem);
              go();
            });
        return;
      }
      answered(step, answer.isCompletedExceptionally() ? answer.exceptionNow() : null);
    }
    endIfDone();
  }

  private synchronized @Nullable SyncStep take() {
    SyncStep step = waiting.poll();
    if (step != null) {
      inFlight++;
    }
    return step;
  }

  private void answered(SyncStep step, @Nullable Throwable problem) {
    if (problem == null) {
      state.settle(step);
      LOG.debug("Synced {}", step.covers().keySet());
    } else {
      LOG.atWarn()
          .addKeyValue("error", problem.getMessage())
          .log("Syncing {} failed", step.covers().keySet());
    }
    synchronized (this) {
      inFlight--;
      if (problem != null) {
        failure = failure == null ? problem : failure;
        if (!isRefusal(problem)) {
          waiting.clear(); // the others would fail as well, each after its own wait
        }
      }
    }
  }

  /// Whether this very step was refused, and others need not be.
  private static boolean isRefusal(Throwable problem) {
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    return cause instanceof ApiException api && api.kind() == ErrorKind.REFUSED;
  }

  private void endIfDone() {
    Throwable first;
    synchronized (this) {
      if (inFlight > 0 || !waiting.isEmpty()) {
        return;
      }
      first = failure;
    }
    if (first == null) {
      done.complete(null);
    } else {
      done.completeExceptionally(first);
    }
  }
}
