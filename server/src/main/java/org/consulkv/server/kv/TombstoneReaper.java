package org.consulkv.server.kv;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.jspecify.annotations.Nullable;

/// Decides when deleted keys may be forgotten. A tombstone keeps the index of a prefix from falling
/// back after a delete; clients that slept longer than `tombstoneTtl` start anew anyway.
///
/// While this server leads, it notes the store's index once every step, and lets everything up to
/// an index be reaped when that note is old enough: deletions of one step go together. A new leader
/// counts from its own start, so a tombstone may live longer, never shorter.
///
/// Threading: guarded by its own lock.
public final class TombstoneReaper {
  private final Clock clock;
  private final Timers timers;
  private final Duration ttl;
  private final Duration step;
  private final LongSupplier index;
  private final LongConsumer reap;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private @Nullable Scheduled next;

  private record Mark(long index, long atNanos) {}

  /// @param index the store's present index
  /// @param reap forgets tombstones up to an index, through the log
  public TombstoneReaper(
      Clock clock,
      Timers timers,
      Duration ttl,
      Duration step,
      LongSupplier index,
      LongConsumer reap) {
    this.clock = clock;
    this.timers = timers;
    this.ttl = ttl;
    this.step = step;
    this.index = index;
    this.reap = reap;
  }

  /// This server leads now.
  public synchronized void start() {
    stop();
    mark();
    next = timers.after(step, this::tick);
  }

  /// Another server leads.
  public synchronized void stop() {
    marks.clear();
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void tick() {
    long due = -1;
    synchronized (this) {
      if (next == null) {
        return;
      }
      long nowNanos = clock.nanos();
      Mark oldest = marks.peekFirst();
      while (oldest != null && nowNanos - oldest.atNanos() >= ttl.toNanos()) {
        due = oldest.index();
        marks.removeFirst();
        oldest = marks.peekFirst();
      }
      mark();
      next = timers.after(step, this::tick);
    }
    if (due >= 0) {
      reap.accept(due);
    }
  }

  private void mark() {
    marks.addLast(new Mark(index.getAsLong(), clock.nanos()));
  }
}
