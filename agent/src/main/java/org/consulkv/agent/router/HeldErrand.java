package org.consulkv.agent.router;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.jspecify.annotations.Nullable;

/// What errands to the leader and to servers have in common: calls whose failure is judged, and a
/// place among those that are held.
///
/// Threading: one step at a time; steps run on threads of the network and of timers.
abstract class HeldErrand<T> {
  final Router router;
  final Errand errand;
  final CompletableFuture<T> result = new CompletableFuture<>();
  private int tries;
  private boolean counted;
  private volatile @Nullable CompletableFuture<Bytes> call;

  HeldErrand(Router router, Errand errand) {
    this.router = router;
    this.errand = errand;
  }

  CompletableFuture<T> start() {
    step();
    if (!result.isDone()) {
      var _ =
          result.whenComplete((_, _) -> {
            CompletableFuture<Bytes> open = call;
            if (open != null) {
              open.cancel(false);
            }
          });
    }
    return result;
  }

  /// One try.
  abstract void step();

  /// The call has its answer.
  abstract void answered(Bytes answer);

  /// Nothing was done: what comes next.
  abstract void refused(RpcException failure);

  void ask(CompletableFuture<Bytes> asked) {
    call = asked;
    if (result.isDone()) {
      asked.cancel(false);
    }
    var _ =
        asked.whenComplete((answer, failure) -> {
          call = null;
          if (result.isDone()) {
            leave();
          } else if (failure == null) {
            leave();
            answered(answer);
          } else {
            judge(failure);
          }
        });
  }

  private void judge(Throwable failure) {
    RpcException problem = problem(failure);
    switch (problem.reason()) {
      case REFUSED -> fail(ErrorKind.REFUSED, text(problem), problem);
      case UNREACHABLE, NO_LEADER -> refused(problem);
      case LOST -> {
        if (errand.repeatable()) {
          refused(problem);
        } else {
          fail(
              ErrorKind.UNKNOWN_OUTCOME,
              "rpc error: the answer was lost, the change may have been made: " + text(problem),
              problem);
        }
      }
    }
  }

  static String text(Throwable problem) {
    return String.valueOf(problem.getMessage());
  }

  static RpcException problem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof RpcException known
        ? known
        : new RpcException(Reason.LOST, "the call failed: " + cause, cause);
  }

  /// Tries again after a while, or fails for good.
  void hold(String otherwise, ErrorKind kind, @Nullable Throwable cause) {
    if (!counted) {
      if (!router.admit()) {
        fail(ErrorKind.OVERLOADED, "too many requests are held already; try again later", cause);
        return;
      }
      counted = true;
    }
    boolean waits =
        router.later(
            tries++,
            errand.sinceNanos(),
            () -> {
              if (result.isDone()) {
                leave();
              } else {
                step();
              }
            });
    if (!waits) {
      fail(kind, otherwise, cause);
    }
  }

  void fail(ErrorKind kind, String message, @Nullable Throwable cause) {
    leave();
    result.completeExceptionally(
        cause == null ? new ApiException(kind, message) : new ApiException(kind, message, cause));
  }

  void leave() {
    if (counted) {
      counted = false;
      router.release();
    }
  }
}
