package org.consulkv.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.runtime.Timers;

/// Holds requests that found no leader, and tries them again until there is one or
/// `rpc_hold_timeout` is over. Only refusals for want of a leader are tried again: nothing was
/// appended then.
///
/// Threading: thread-safe.
final class Hold {
  private static final int TRIES =
      16; // a step is this part of the whole time, as Consul's jitter is

  private final Clock clock;
  private final Timers timers;
  private final Chance chance;
  private final Duration limit;
  private final int capacity;
  private final AtomicInteger held;
  private final BooleanSupplier vain;

  Hold(Clock clock, Timers timers, Chance chance, Duration limit, int capacity) {
    this(clock, timers, chance, limit, capacity, new AtomicInteger(), () -> false);
  }

  private Hold(
      Clock clock,
      Timers timers,
      Chance chance,
      Duration limit,
      int capacity,
      AtomicInteger held,
      BooleanSupplier vain) {
    this.held = held;
    this.vain = vain;
    this.clock = clock;
    this.timers = timers;
    this.chance = chance;
    this.limit = limit;
    this.capacity = capacity;
  }

  /// The same for requests that are not held when it is sure that waiting is in vain.
  Hold unless(BooleanSupplier inVain) {
    return new Hold(clock, timers, chance, limit, capacity, held, inVain);
  }

  /// The attempt's own future, if it succeeds or fails for another reason; every failure as an
  /// [ApiException].
  <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> attempt) {
    CompletableFuture<T> first = attempt.get();
    if (first.state() == java.util.concurrent.Future.State.SUCCESS) {
      return first;
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    follow(first, attempt, result, clock.nanos(), false);
    return result;
  }

  private <T> void follow(
      CompletableFuture<T> attempted,
      Supplier<CompletableFuture<T>> attempt,
      CompletableFuture<T> result,
      long sinceNanos,
      boolean counted) {
    var _ =
        attempted.whenComplete((value, failure) -> {
          if (failure == null) {
            release(counted);
            result.complete(value);
          } else if (!leaderless(failure) || !tryLater(attempt, result, sinceNanos, counted)) {
            release(counted);
            result.completeExceptionally(LogFailures.translate(failure));
          }
        });
  }

  private <T> boolean tryLater(
      Supplier<CompletableFuture<T>> attempt,
      CompletableFuture<T> result,
      long sinceNanos,
      boolean counted) {
    long leftNanos = limit.toNanos() - (clock.nanos() - sinceNanos);
    if (leftNanos <= 0 || vain.getAsBoolean() || (!counted && !admit())) {
      return false;
    }
    long stepNanos = Math.max(1, limit.toNanos() / TRIES);
    long delayNanos = Math.min(leftNanos, stepNanos / 2 + chance.below(stepNanos));
    timers.after(
        Duration.ofNanos(delayNanos),
        () -> follow(attempt.get(), attempt, result, sinceNanos, true));
    return true;
  }

  private boolean admit() {
    if (held.incrementAndGet() > capacity) {
      held.decrementAndGet();
      return false;
    }
    return true;
  }

  private void release(boolean counted) {
    if (counted) {
      held.decrementAndGet();
    }
  }

  private static boolean leaderless(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof LogException log && log.reason() == Reason.NO_LEADER;
  }
}
