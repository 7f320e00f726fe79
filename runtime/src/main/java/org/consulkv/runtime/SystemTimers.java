package org.consulkv.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Timers on one thread: a hashed wheel, so that ten thousand waits that nearly all end early cost
/// a few pointer writes each, to schedule as to cancel. A cancelled task is let go of at once.
///
/// Tasks run on the timer thread and must hand over at once. They run late by up to one tick (4
/// ms), never early. What a task throws goes to the thread's handler of uncaught exceptions; the
/// wheel turns on.
///
/// Threading: thread-safe; the wheel is guarded by its own lock, which is never held while a task
/// runs.
public final class SystemTimers implements Timers, AutoCloseable {
  private static final int TICK_SHIFT = 22; // nanoseconds per tick: 4.2 ms
  private static final int SLOTS = 2048; // one turn: 8.6 s
  private static final long TICK_NANOS = 1L << TICK_SHIFT;
  private static final long FOREVER = Long.MAX_VALUE;
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

  private final Object lock = new Object();
  private final @Nullable Entry[] slots = new @Nullable Entry[SLOTS];
  private final long origin = System.nanoTime();
  private final Thread thread;
  private int scheduled;
  private long turned; // every tick up to this one has been fired
  private long wakeTick = FOREVER; // when the thread means to look next
  private boolean closed;

  public SystemTimers() {
    thread = Thread.ofPlatform().name("timers").daemon().unstarted(this::turn);
    thread.start();
  }

  @Override
  public Scheduled after(Duration delay, Runnable task) {
    long delayNanos = delay.isNegative() ? 0 : saturatedNanos(delay);
    // Rounded up, and counted from a tick that may have begun already: never early.
    long tick = ((elapsed() + delayNanos + TICK_NANOS - 1) >> TICK_SHIFT);
    Entry entry = new Entry(task, tick);
    boolean earlier;
    synchronized (lock) {
      if (closed) {
        return entry;
      }
      entry.tick = Math.max(tick, turned + 1);
      link(entry);
      earlier = entry.tick < wakeTick;
    }
    if (earlier) {
      LockSupport.unpark(thread);
    }
    return entry;
  }

  /// How many tasks wait.
  public int pending() {
    synchronized (lock) {
      return scheduled;
    }
  }

  /// Drops every task that has not run.
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      java.util.Arrays.fill(slots, null);
      scheduled = 0;
    }
    LockSupport.unpark(thread);
  }

  private void turn() {
    while (true) {
      Entry due;
      long next;
      synchronized (lock) {
        if (closed) {
          return;
        }
        due = takeDue(elapsed() >> TICK_SHIFT);
        next = due == null ? nextTick() : turned;
        wakeTick = next;
      }
      if (due != null) {
        run(due);
      } else if (next == FOREVER) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, Math.max(1, (next << TICK_SHIFT) - elapsed()));
      }
    }
  }

  /// Unlinks everything due at or before the tick, as a chain in the order of ticks.
  private @Nullable Entry takeDue(long tick) {
    Entry first = null;
    Entry last = null;
    long from = Math.max(turned + 1, tick - SLOTS + 1);
    for (long at = from; at <= tick && scheduled > 0; at++) {
      Entry entry = slots[slot(at)];
      while (entry != null) {
        Entry following = entry.next;
        if (entry.tick <= tick) {
          unlink(entry);
          if (last == null) {
            first = entry;
          } else {
            last.next = entry;
          }
          last = entry;
        }
        entry = following;
      }
    }
    turned = Math.max(turned, tick);
    return first;
  }

  /// The next tick at which a slot holds something, due then or in a later turn.
  private long nextTick() {
    if (scheduled == 0) {
      return FOREVER;
    }
    for (long at = turned + 1; at <= turned + SLOTS; at++) {
      if (slots[slot(at)] != null) {
        return at;
      }
    }
    return FOREVER;
  }

  private void run(Entry chain) {
    for (Entry entry = chain; entry != null; ) {
      Entry following = entry.next;
      entry.next = null;
      Runnable task = entry.take();
      if (task != null) {
        try {
          task.run();
        } catch (Throwable thrown) { // one bad task must not end everybody's timers
          thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
      }
      entry = following;
    }
  }

  private long elapsed() {
    return System.nanoTime() - origin;
  }

  private static long saturatedNanos(Duration delay) {
    return delay.toSeconds() >= LONGEST_NANOS / 1_000_000_000 ? LONGEST_NANOS : delay.toNanos();
  }

  private static int slot(long tick) {
    return (int) (tick & (SLOTS - 1));
  }

  private void link(Entry entry) {
    int slot = slot(entry.tick);
    Entry head = slots[slot];
    entry.next = head;
    if (head != null) {
      head.previous = entry;
    }
    slots[slot] = entry;
    entry.linked = true;
    scheduled++;
  }

  private void unlink(Entry entry) {
    Entry next = entry.next;
    Entry previous = entry.previous;
    if (previous == null) {
      slots[slot(entry.tick)] = next;
    } else {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    }
    entry.next = null;
    entry.previous = null;
    entry.linked = false;
    scheduled--;
  }

  private final class Entry implements Scheduled {
    private @Nullable Runnable task;
    private long tick;
    private boolean linked;
    private @Nullable Entry previous;
    private @Nullable Entry next;

    Entry(Runnable task, long tick) {
      this.task = task;
      this.tick = tick;
    }

    /// The task, once: null after it was cancelled.
    @Nullable Runnable take() {
      synchronized (lock) {
        Runnable taken = task;
        task = null;
        return taken;
      }
    }

    @Override
    public void cancel() {
      synchronized (lock) {
        task = null;
        if (linked && !closed) {
          unlink(this);
        }
      }
    }
  }
}
