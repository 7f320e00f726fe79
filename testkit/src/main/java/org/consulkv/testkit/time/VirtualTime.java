package org.consulkv.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;

/// A clock that moves only when a test moves it, and timers that run then, on the test's thread, in
/// the order of their times; those of one time in the order they were scheduled.
///
/// Threading: thread-safe to schedule, cancel and read; only one thread may move the time. Tasks
/// run on it, without the lock.
public final class VirtualTime implements Clock, Timers {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final TreeSet<Task> tasks =
      new TreeSet<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::sequence));
  private long nowNanos;
  private long sequence;

  private record Task(long atNanos, long sequence, Runnable action) {}

  @Override
  public synchronized Instant now() {
    return START.plusNanos(nowNanos);
  }

  @Override
  public synchronized long nanos() {
    return nowNanos;
  }

  @Override
  public synchronized Scheduled after(Duration delay, Runnable action) {
    long atNanos = nowNanos + Math.max(0, delay.toNanos());
    Task task = new Task(atNanos, sequence++, action);
    tasks.add(task);
    return () -> cancel(task);
  }

  /// Moves the time on and runs what becomes due on the way, also what these tasks schedule.
  public void advance(Duration by) {
    long untilNanos = nanos() + by.toNanos();
    for (Optional<Task> due = take(untilNanos); due.isPresent(); due = take(untilNanos)) {
      due.get().action().run();
    }
    synchronized (this) {
      nowNanos = untilNanos;
    }
  }

  /// Moves to the next task and runs it.
  ///
  /// @return false if nothing is scheduled
  public boolean runNext() {
    Optional<Task> due = take(Long.MAX_VALUE);
    due.ifPresent(task -> task.action().run());
    return due.isPresent();
  }

  /// How many tasks wait.
  public synchronized int pending() {
    return tasks.size();
  }

  private synchronized Optional<Task> take(long untilNanos) {
    if (tasks.isEmpty() || tasks.first().atNanos() > untilNanos) {
      return Optional.empty();
    }
    Task task = tasks.removeFirst();
    nowNanos = task.atNanos();
    return Optional.of(task);
  }

  private synchronized void cancel(Task task) {
    tasks.remove(task);
  }
}
