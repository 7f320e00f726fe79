package org.consulkv.agent.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.cache.Entry.Waiter;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.jspecify.annotations.Nullable;

/// Answers of servers, kept for all readers of this agent who ask the same. Each is fetched by one
/// request at a time, however many wait for it.
///
/// An answer is either watched, by one blocking query that begins with the first reader and ends
/// when nobody has read it for long; or it is fetched again when a reader finds it too old.
///
/// Threading: thread-safe. Futures complete on threads of whoever fetches and of timers, which must
/// not be blocked; to cancel one is to give up.
public final class AgentCache<A> implements AutoCloseable {
  /// Between two fetches of which the second brought nothing new, though it did not wait.
  private static final Duration IDLE = Duration.ofSeconds(1);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 4;

  private final CacheLimits limits;
  private final Clock clock;
  private final Timers timers;
  private final Chance chance;
  private final LinkedHashMap<Object, Entry<A>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private boolean sweeps;
  private boolean closed;

  public AgentCache(CacheLimits limits, Clock clock, Timers timers, Chance chance) {
    this.limits = limits;
    this.clock = clock;
    this.timers = timers;
    this.chance = chance;
  }

  /// What is to be done when the lock is free again.
  private static final class After {
    private final List<Runnable> steps = new ArrayList<>(2);

    void add(Runnable step) {
      steps.add(step);
    }

    void run() {
      steps.forEach(Runnable::run);
    }
  }

  /// An answer that is watched from now on.
  ///
  /// @param index what the reader has seen, 0 for whatever there is
  /// @param wait how long to wait for a later one; then the answer is what there is
  /// @throws ApiException if the cache is closed
  public CompletableFuture<Kept<A>> watched(Object key, Fetch<A> fetch, long index, Duration wait) {
    CompletableFuture<Kept<A>> result = new CompletableFuture<>();
    After after = new After();
    synchronized (this) {
      Entry<A> entry = entry(key, fetch, true, after);
      Fetched<A> held = entry.held;
      if (held != null && Entry.isNews(held, index)) {
        give(held, entry, result, after);
      } else {
        Waiter<A> waiter = new Waiter<>(index, Duration.ZERO, result);
        wait(entry, waiter);
        if (index != 0) {
          after.add(() -> expireAfter(wait, entry, waiter));
        }
      }
    }
    after.run();
    return result;
  }

  /// An answer that is fresh enough.
  ///
  /// @throws ApiException if the cache is closed
  public CompletableFuture<Kept<A>> fresh(Object key, Fetch<A> fetch, Freshness wanted) {
    CompletableFuture<Kept<A>> result = new CompletableFuture<>();
    After after = new After();
    synchronized (this) {
      Entry<A> entry = entry(key, fetch, false, after);
      Fetched<A> held = entry.held;
      if (held != null && entry.age(clock.nanos()).compareTo(wanted.maxAge()) <= 0) {
        give(held, entry, result, after);
      } else {
        wait(entry, new Waiter<>(0, wanted.ifError(), result));
        fetch(entry, 0, after);
      }
    }
    after.run();
    return result;
  }

  private void give(
      Fetched<A> held, Entry<A> entry, CompletableFuture<Kept<A>> result, After after) {
    Kept<A> kept = new Kept<>(held.answer(), true, entry.age(clock.nanos()));
    after.add(() -> result.complete(kept));
  }

  private Entry<A> entry(Object key, Fetch<A> fetch, boolean watched, After after) {
    Entry<A> known = entries.get(key);
    if (known == null) {
      if (closed) {
        throw new ApiException(ErrorKind.OVERLOADED, "this agent is stopping");
      }
      known = new Entry<>(key, fetch, watched, new FetchRate(limits.fetches(), clock.nanos()));
      entries.put(key, known);
      shrink(after);
      fetch(known, 0, after);
      if (!sweeps) {
        sweeps = true;
        after.add(() -> timers.after(limits.unread(), this::sweep));
      }
    }
    known.readNanos = clock.nanos();
    return known;
  }

  private void wait(Entry<A> entry, Waiter<A> waiter) {
    entry.waiters.add(waiter);
    var _ =
        waiter
            .result()
            .whenComplete((_, _) -> {
              if (waiter.result().isCancelled()) {
                synchronized (this) {
                  entry.waiters.remove(waiter);
                }
              }
            });
  }

  private void expireAfter(Duration wait, Entry<A> entry, Waiter<A> waiter) {
    Timers.Scheduled expiry = timers.after(wait, () -> expire(entry, waiter));
    var _ = waiter.result().whenComplete((_, _) -> expiry.cancel());
  }

  private void expire(Entry<A> entry, Waiter<A> waiter) {
    After after = new After();
    synchronized (this) {
      Fetched<A> held = entry.held;
      if (held != null && entry.waiters.remove(waiter)) {
        give(held, entry, waiter.result(), after);
      } // else the first fetch will bring an answer, or fail
    }
    after.run();
  }

  private void fetch(Entry<A> entry, long index, After after) {
    if (!entry.fetching && !entry.closed) {
      entry.fetching = true;
      after.add(() -> ask(entry, index));
    }
  }

  private void fetchAfter(Duration pause, Entry<A> entry, long index) {
    timers.after(
        pause,
        () -> {
          After after = new After();
          synchronized (this) {
            fetch(entry, index, after);
          }
          after.run();
        });
  }

  private void ask(Entry<A> entry, long index) {
    long sinceNanos = clock.nanos();
    CompletableFuture<Fetched<A>> asked;
    try {
      asked = entry.fetch.from(index);
    } catch (RuntimeException e) {
      asked = CompletableFuture.failedFuture(e);
    }
    synchronized (this) {
      entry.open = asked;
      if (entry.closed) {
        asked.cancel(false);
      }
    }
    var _ =
        asked.whenComplete((fetched, failure) -> {
          After after = new After();
          synchronized (this) {
            entry.fetching = false;
            entry.open = null;
            if (entry.closed) {
              return;
            }
            if (failure == null) {
              answered(entry, fetched, sinceNanos, after);
            } else {
              failed(entry, failure, after);
            }
          }
          after.run();
        });
  }

  private void answered(Entry<A> entry, Fetched<A> fetched, long sinceNanos, After after) {
    long nowNanos = clock.nanos();
    long before = entry.held == null ? 0 : entry.held.index();
    bytes += fetched.bytes() - entry.bytes();
    boolean idle = entry.failures == 0 && before == fetched.index();
    entry.hold(fetched, nowNanos);
    entry
        .served(before)
        .forEach(waiter -> after.add(() -> waiter.give(fetched.answer(), false, Duration.ZERO)));
    if (entry.watched) {
      long rest = idle ? IDLE.toNanos() - (nowNanos - sinceNanos) : 0;
      long pause = Math.max(rest, entry.rate.takeNanos(nowNanos));
      long next = Math.max(1, fetched.index());
      after.add(() -> fetchAfter(Duration.ofNanos(pause), entry, next));
    }
    shrink(after);
  }

  private void failed(Entry<A> entry, Throwable failure, After after) {
    long nowNanos = clock.nanos();
    Fetched<A> held = entry.held;
    if (held == null) {
      entries.remove(entry.key, entry);
      fail(entry, failure, after);
    } else if (entry.watched) {
      Duration pause = pause(entry.failures);
      entry.lose(nowNanos);
      // Not a blocking query: its answer says at once that the server is back.
      after.add(() -> fetchAfter(pause, entry, 0));
    } else {
      Duration age = entry.age(nowNanos);
      for (Waiter<A> waiter : entry.takeWaiters()) {
        after.add(() -> {
          if (age.compareTo(waiter.ifError()) <= 0) {
            waiter.give(held.answer(), true, age);
          } else {
            waiter.result().completeExceptionally(failure);
          }
        });
      }
    }
  }

  private Duration pause(int failures) {
    long pause = FIRST_PAUSE.toNanos() << Math.min(failures, DOUBLINGS);
    return Duration.ofNanos(pause / 2 + chance.below(pause));
  }

  /// Lets those go that nobody has read for long.
  private void sweep() {
    After after = new After();
    synchronized (this) {
      long nowNanos = clock.nanos();
      long nextNanos = limits.unread().toNanos();
      for (Entry<A> entry : List.copyOf(entries.values())) {
        long leftNanos = limits.unread().toNanos() - (nowNanos - entry.readNanos);
        if (leftNanos > 0 || !entry.waiters.isEmpty()) {
          nextNanos = leftNanos > 0 ? Math.min(nextNanos, leftNanos) : nextNanos;
        } else {
          entries.remove(entry.key);
          close(entry, after);
        }
      }
      sweeps = !entries.isEmpty();
      if (sweeps) {
        Duration next = Duration.ofNanos(nextNanos);
        after.add(() -> timers.after(next, this::sweep));
      }
    }
    after.run();
  }

  /// Lets those go that were not read for the longest time, until the rest is within the limits.
  private void shrink(After after) {
    Iterator<Map.Entry<Object, Entry<A>>> oldest = entries.entrySet().iterator();
    while ((entries.size() > limits.entries() || bytes > limits.bytes()) && oldest.hasNext()) {
      Entry<A> entry = oldest.next().getValue();
      oldest.remove();
      close(entry, after);
    }
  }

  private void close(Entry<A> entry, After after) {
    fail(
        entry,
        new ApiException(ErrorKind.OVERLOADED, "this agent keeps too many answers; try again"),
        after);
  }

  /// Ends an entry that is no longer among the others; its waiters get what there is.
  private void fail(Entry<A> entry, Throwable failure, After after) {
    bytes -= entry.bytes();
    entry.closed = true;
    CompletableFuture<Fetched<A>> open = entry.open;
    @Nullable Fetched<A> held = entry.held;
    Duration age = entry.age(clock.nanos());
    for (Waiter<A> waiter : entry.takeWaiters()) {
      after.add(() -> {
        if (held == null) {
          waiter.result().completeExceptionally(failure);
        } else {
          waiter.give(held.answer(), true, age);
        }
      });
    }
    if (open != null) {
      after.add(() -> open.cancel(false));
    }
  }

  /// How many answers are kept, or on their way.
  public synchronized int size() {
    return entries.size();
  }

  @Override
  public void close() {
    After after = new After();
    synchronized (this) {
      closed = true;
      List.copyOf(entries.values()).forEach(entry -> close(entry, after));
      entries.clear();
    }
    after.run();
  }
}
