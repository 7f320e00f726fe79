package org.consulkv.server.blocking;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.consulkv.state.Indexed;
import org.jspecify.annotations.Nullable;

/// A waiter in its group's list.
///
/// Threading: the links and the chain are guarded by the group's lock until the chain is detached,
/// and belong to the delivering executor from then on. `ended` decides who ends the wait.
final class Member<R> implements Parked {
  @SuppressWarnings("rawtypes") // there are no generic class literals
  private static final AtomicIntegerFieldUpdater<Member> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(Member.class, "ended");

  private final Waiter<R> waiter;
  private final Group<R> group;
  final long askedIndex;
  @Nullable Chain<R> chain;
  @Nullable Member<R> previous;
  @Nullable Member<R> next;

  @SuppressWarnings("UnusedVariable") // through the updater
  private volatile int ended;

  Member(Waiter<R> waiter, long askedIndex, Group<R> group) {
    this.waiter = waiter;
    this.askedIndex = askedIndex;
    this.group = group;
  }

  Waiter<R> waiter() {
    return waiter;
  }

  /// True for the one caller that may end this wait.
  boolean end() {
    return ENDED.compareAndSet(this, 0, 1);
  }

  @Override
  public void expire() {
    if (end()) {
      group.leave(this);
      group.engine().ended(1);
      Indexed<R> current;
      try {
        current = group.current();
      } catch (RuntimeException failure) {
        waiter.fail(failure);
        return;
      }
      waiter.answer(current);
    }
  }

  @Override
  public void cancel() {
    if (end()) {
      group.leave(this);
      group.engine().ended(1);
    }
  }
}
