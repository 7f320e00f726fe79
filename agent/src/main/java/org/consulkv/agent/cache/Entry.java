package org.consulkv.agent.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.TokenBucket;
import org.jspecify.annotations.Nullable;

/// One answer that is kept, and those who wait for it.
///
/// Threading: guarded by the cache's lock.
final class Entry<A> {
  final Object key;
  final Fetch fetch;
  final boolean watched;
  final TokenBucket rate;
  final List<Waiter<A>> waiters = new ArrayList<>();
  @Nullable Fetched<A> held;
  boolean closed;
  boolean fetching;
  @Nullable CompletableFuture<Bytes> open;

  /// When it was fetched, or, of one that is watched, when its server was lost; none while it is
  /// watched.
  private boolean ages;

  private long sinceNanos;

  /// When somebody last read it.
  long readNanos;

  /// Fetches that failed since the last that did not.
  int failures;

  /// One who waits.
  ///
  /// @param index what the reader has seen; 0 for one who wants whatever comes
  /// @param ifError how old an answer may be if there is no other
  record Waiter<A>(long index, Duration ifError, CompletableFuture<Kept<A>> result) {
    void give(A answer, boolean hit, Duration age) {
      result.complete(new Kept<>(answer, hit, age));
    }
  }

  Entry(Object key, Fetch fetch, boolean watched, TokenBucket rate) {
    this.key = key;
    this.fetch = fetch;
    this.watched = watched;
    this.rate = rate;
  }

  void hold(Fetched<A> fetched, long nowNanos) {
    held = fetched;
    failures = 0;
    ages = !watched;
    sinceNanos = nowNanos;
  }

  void lose(long nowNanos) {
    failures++;
    if (!ages) {
      ages = true;
      sinceNanos = nowNanos;
    }
  }

  Duration age(long nowNanos) {
    return ages ? Duration.ofNanos(nowNanos - sinceNanos) : Duration.ZERO;
  }

  long bytes() {
    return held == null ? 0 : held.bytes();
  }

  /// Those for whom the answer that is held is a new one.
  ///
  /// @param before the index of the answer before it; after a restore it may be higher
  List<Waiter<A>> served(long before) {
    Fetched<A> now = held;
    if (now == null) {
      return List.of();
    }
    boolean all = now.index() < before;
    List<Waiter<A>> served =
        waiters.stream().filter(waiter -> all || isNews(now, waiter.index())).toList();
    waiters.removeAll(served);
    return served;
  }

  static boolean isNews(Fetched<?> answer, long index) {
    return index == 0 || answer.index() > index;
  }

  /// The last fetch failed: those who wait get what is held, if it is good enough for them.
  void fail(Throwable failure, long nowNanos, After after) {
    Duration age = age(nowNanos);
    Fetched<A> last = held;
    for (Waiter<A> waiter : takeWaiters()) {
      if (last != null && age.compareTo(waiter.ifError()) <= 0) {
        after.add(() -> waiter.give(last.answer(), true, age));
      } else {
        after.add(() -> waiter.result().completeExceptionally(failure));
      }
    }
  }

  /// It is no longer kept: those who wait get what is held.
  ///
  /// @param failure what they get if nothing is
  void end(Throwable failure, long nowNanos, After after) {
    closed = true;
    Duration age = age(nowNanos);
    Fetched<A> last = held;
    for (Waiter<A> waiter : takeWaiters()) {
      after.add(() -> {
        if (last == null) {
          waiter.result().completeExceptionally(failure);
        } else {
          waiter.give(last.answer(), true, age);
        }
      });
    }
    CompletableFuture<Bytes> asked = open;
    if (asked != null) {
      after.add(() -> asked.cancel(false));
    }
  }

  private List<Waiter<A>> takeWaiters() {
    List<Waiter<A>> all = List.copyOf(waiters);
    waiters.clear();
    return all;
  }
}
