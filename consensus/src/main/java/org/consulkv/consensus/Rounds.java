package org.consulkv.consensus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks others on behalf of many: one round of questions is under way at a time, and whoever comes
/// meanwhile takes part in the next one. So an answer always belongs to a question that was asked
/// after one came.
///
/// Threading: thread-safe.
final class Rounds<T> {
  private final Supplier<CompletableFuture<T>> question;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean underWay;
  private @Nullable CompletableFuture<T> next;

  /// @param question starts a round; it must not block, and must end
  Rounds(Supplier<CompletableFuture<T>> question) {
    this.question = question;
  }

  /// The outcome of a round that starts after this call. Many get the same one.
  CompletableFuture<T> join() {
    CompletableFuture<T> mine;
    lock.lock();
    try {
      if (underWay) {
        if (next == null) {
          next = new CompletableFuture<>();
        }
        return next;
      }
      underWay = true;
      mine = new CompletableFuture<>();
    } finally {
      lock.unlock();
    }
    start(mine);
    return mine;
  }

  private void start(CompletableFuture<T> round) {
    CompletableFuture<T> answer;
    try {
      answer = question.get();
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    var _ =
        answer.whenComplete((value, failure) -> {
          startNext(); // first, so that the network works while others go on with this answer
          if (failure == null) {
            round.complete(value);
          } else {
            round.completeExceptionally(failure);
          }
        });
  }

  private void startNext() {
    CompletableFuture<T> waiting;
    lock.lock();
    try {
      waiting = next;
      next = null;
      underWay = waiting != null;
    } finally {
      lock.unlock();
    }
    if (waiting != null) {
      start(waiting);
    }
  }
}
