package org.consulkv.server.blocking;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.jspecify.annotations.Nullable;

/// Asks questions, and asks them again when what they read has changed.
///
/// Waiters with equal questions form one [Group], which is what the watches know: a change costs
/// one evaluation per group and one task per executor, however many wait. A waiter is an object in
/// a list; no thread belongs to it.
///
/// Threading: thread-safe. The store's writer only starts a task; evaluations run on the executor
/// of one of the waiters.
public final class BlockingQueries {
  private final Supplier<Snapshot> snapshots;
  private final Executor fallback;
  private final int limit;
  private final AtomicInteger parked = new AtomicInteger();
  private final ConcurrentHashMap<BlockingQuery<?>, Group<?>> groups = new ConcurrentHashMap<>();

  /// @param snapshots the present state
  /// @param fallback evaluates for groups whose own executors are shut down
  /// @param limit how many may wait at one time
  public BlockingQueries(Supplier<Snapshot> snapshots, Executor fallback, int limit) {
    this.snapshots = snapshots;
    this.fallback = fallback;
    this.limit = limit;
  }

  /// Answers at once, on this thread, if the answer's index is greater than the asked one;
  /// otherwise as soon as it has become so.
  ///
  /// @throws ApiException if too many wait already
  /// @throws RuntimeException whatever the question's first evaluation throws
  public <R> Parked ask(BlockingQuery<R> query, long askedIndex, Waiter<R> waiter) {
    while (true) {
      Group<R> group = find(query);
      if (group == null) {
        Parked opened = open(query, askedIndex, waiter);
        if (opened != null) {
          return opened;
        }
      } else {
        Member<R> member = new Member<>(waiter, askedIndex, group);
        switch (group.join(member)) {
          case PARKED -> {
            return member;
          }
          case PASSED -> {
            waiter.answer(group.current());
            return Parked.ANSWERED;
          }
          case CLOSED -> {} // its last waiter has just left; the next turn opens another
        }
      }
    }
  }

  /// Evaluates for the first who asks this; null if another thread was faster.
  private <R> @Nullable Parked open(BlockingQuery<R> query, long askedIndex, Waiter<R> waiter) {
    var watches = new WatchSet();
    Snapshot snapshot = snapshots.get();
    Indexed<R> result = query.evaluate(snapshot, watches);
    if (result.index() > askedIndex) {
      waiter.answer(result);
      return Parked.ANSWERED;
    }
    Group<R> group = new Group<>(this, query, snapshot.floor());
    Member<R> member = new Member<>(waiter, askedIndex, group);
    group.join(member);
    if (!group.open(watches, result.index())) {
      group.leave(member);
      ended(1);
      return null;
    }
    return member;
  }

  /// How many wait.
  public int parked() {
    return parked.get();
  }

  /// How many different questions wait.
  public int groups() {
    return groups.size();
  }

  Snapshot snapshot() {
    return snapshots.get();
  }

  /// One more waits.
  void admit() {
    if (parked.incrementAndGet() > limit) {
      parked.decrementAndGet();
      throw new ApiException(
          ErrorKind.TOO_MANY_REQUESTS,
          "Too many blocking queries are waiting (limit " + limit + ")");
    }
  }

  void ended(int count) {
    parked.addAndGet(-count);
  }

  /// Makes it the group of all who ask this; false if another is.
  boolean opened(Group<?> group) {
    return groups.putIfAbsent(group.query(), group) == null;
  }

  void closed(Group<?> group) {
    groups.remove(group.query(), group);
  }

  /// Runs it on the waiters' executor, or elsewhere if that has ended.
  void run(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException ended) {
      fallback.execute(task);
    }
  }

  @SuppressWarnings("unchecked") // equal questions are records of one type, so of one R
  private <R> @Nullable Group<R> find(BlockingQuery<R> query) {
    return (Group<R>) groups.get(query);
  }
}
