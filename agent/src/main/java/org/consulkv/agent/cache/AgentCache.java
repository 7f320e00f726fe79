package org.consulkv.agent.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.consulkv.agent.cache.Entry.Waiter;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

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
  private final Function<Bytes, Fetched<A>> reader;
  private final Entries<A> entries;
  private boolean sweeps;
  private boolean closed;

  /// @param reader reads what was fetched; its failures are those of the fetch
  public AgentCache(
      CacheLimits limits,
      Function<Bytes, Fetched<A>> reader,
      Clock clock,
      Timers timers,
      Chance chance) {
    this.limits = limits;
    this.reader = reader;
    entries = new Entries<>(limits);
    this.clock = clock;
    this.timers = timers;
    this.chance = chance;
  }

  /// An answer that is watched from now on.
  ///
  /// @param index what the reader has seen, 0 for whatever there is
  /// @param wait how long to wait for a later one; then the answer is what there is
  /// @throws ApiException if the cache is closed
  public CompletableFuture<Kept<A>> watched(Object key, Fetch fetch, long index, Duration wait) {
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
  public CompletableFuture<Kept<A>> fresh(Object key, Fetch fetch, Freshness wanted) {
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

  private Entry<A> entry(Object key, Fetch fetch, boolean watched, After after) {
    Entry<A> known = entries.read(key);
    if (known == null) {
      if (closed) {
        throw new ApiException(ErrorKind.OVERLOADED, "this agent is stopping");
      }
      known = new Entry<>(key, fetch, watched, limits.rate(clock.nanos()));
      entries.add(known);
      close(entries.takeExcess(), after);
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
    CompletableFuture<Bytes> asked;
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
        asked
            .thenApply(reader)
            .whenComplete((fetched, failure) -> {
              After after = new After();
              synchronized (this) {
                entry.fetching = false;
                entry.open = null;
                if (!entry.closed && failure == null) {
                  answered(entry, fetched, sinceNanos, after);
                } else if (!entry.closed) {
                  failed(entry, failure, after);
                }
              }
              after.run();
            });
  }

  private void answered(Entry<A> entry, Fetched<A> fetched, long sinceNanos, After after) {
    long nowNanos = clock.nanos();
    long before = entry.held == null ? 0 : entry.held.index();
    boolean idle = entry.failures == 0 && before == fetched.index();
    entries.hold(entry, fetched, nowNanos);
    entry
        .served(before)
        .forEach(waiter -> after.add(() -> waiter.give(fetched.answer(), false, Duration.ZERO)));
    if (entry.watched) {
      long rest = idle ? IDLE.toNanos() - (nowNanos - sinceNanos) : 0;
      long pause = Math.max(rest, entry.rate.takeNanos(nowNanos));
      long next = Math.max(1, fetched.index());
      after.add(() -> fetchAfter(Duration.ofNanos(pause), entry, next));
    }
    close(entries.takeExcess(), after);
  }

  private void failed(Entry<A> entry, Throwable failure, After after) {
    long nowNanos = clock.nanos();
    Fetched<A> held = entry.held;
    if (held == null) {
      entries.remove(entry);
      entry.end(failure, nowNanos, after);
    } else if (entry.watched) {
      Duration pause = pause(entry.failures);
      entry.lose(nowNanos);
      // Not a blocking query: its answer says at once that the server is back.
      after.add(() -> fetchAfter(pause, entry, 0));
    } else {
      entry.fail(failure, nowNanos, after);
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
      close(entries.takeUnread(nowNanos), after);
      sweeps = entries.size() > 0;
      if (sweeps) {
        Duration next = Duration.ofNanos(entries.nextNanos(nowNanos));
        after.add(() -> timers.after(next, this::sweep));
      }
    }
    after.run();
  }

  private void close(List<Entry<A>> taken, After after) {
    ApiException reason =
        new ApiException(ErrorKind.OVERLOADED, "this agent keeps too many answers; try again");
    long nowNanos = clock.nanos();
    taken.forEach(entry -> entry.end(reason, nowNanos, after));
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
      close(entries.takeAll(), after);
    }
    after.run();
  }
}
