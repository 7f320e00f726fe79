package org.consulkv.server.blocking;

import java.util.concurrent.Executor;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.radix.Watching;
import org.jspecify.annotations.Nullable;

/// All waiters with equal questions: one evaluation, one registration with the store's watches.
///
/// While it is armed, each member has asked for an index that the last evaluation did not pass, and
/// nothing that this evaluation read has changed, or a refresh is on its way. While it is not
/// armed, an evaluation is going on, which will look at every member. So nobody is forgotten: a
/// change after an evaluation fires the registration made from that evaluation's watches, or is
/// found when the registration is made.
///
/// Threading: guarded by its own lock, under which no question is evaluated and nobody is answered.
/// The store's writer, which fires, does not take it.
final class Group<R> {
  enum Joined {
    PARKED,
    PASSED,
    CLOSED
  }

  private final BlockingQueries engine;
  private final BlockingQuery<R> query;
  private @Nullable Chain<R> chains;
  private int size;
  private long highestAsked;
  private long floor;
  private boolean armed;
  private boolean closed;
  private long armedIndex;
  private @Nullable Watching registration;
  private @Nullable Indexed<R> shared; // evaluated for those whose wait ended without a change
  private long sharedAt;
  private volatile @Nullable Executor runner;

  Group(BlockingQueries engine, BlockingQuery<R> query, long floor) {
    this.engine = engine;
    this.query = query;
    this.floor = floor;
  }

  BlockingQueries engine() {
    return engine;
  }

  BlockingQuery<R> query() {
    return query;
  }

  synchronized Joined join(Member<R> member) {
    if (closed) {
      return Joined.CLOSED;
    }
    if (armed && armedIndex > member.askedIndex) {
      return Joined.PASSED;
    }
    engine.admit();
    Executor executor = member.waiter().executor();
    chain(executor).add(member);
    size++;
    highestAsked = size == 1 ? member.askedIndex : Math.max(highestAsked, member.askedIndex);
    runner = executor;
    return Joined.PARKED;
  }

  /// Lets others join who ask the same, and waits for changes of what the first evaluation read:
  /// they come in when it is armed, so that nobody stays whose index it passed.
  ///
  /// @return false if there is another group of theirs already
  synchronized boolean open(WatchSet watches, long index) {
    if (!engine.opened(this)) {
      return false;
    }
    arm(watches, index);
    return true;
  }

  /// Takes a member out whose wait has ended. The last one takes the registration along.
  synchronized void leave(Member<R> member) {
    Chain<R> chain = member.chain;
    if (chain == null || chain.detached) {
      return;
    }
    chain.remove(member);
    size--;
    if (size == 0) {
      close();
    }
  }

  /// Waits for changes of what an evaluation read. If something has changed already, a refresh is
  /// on its way when this returns. The last one to leave may have left meanwhile.
  private void arm(WatchSet watches, long index) {
    if (closed) {
      return;
    }
    if (size == 0) {
      close();
      return;
    }
    armed = true;
    armedIndex = index;
    Watching watching = watches.onChange(this::changed);
    if (!watching.over()) {
      registration = watching;
    }
  }

  /// The present answer, shared by those who ask while the state stays as it is.
  Indexed<R> current() {
    Snapshot snapshot = engine.snapshot();
    synchronized (this) {
      if (shared != null && sharedAt == snapshot.index()) {
        return shared;
      }
    }
    Indexed<R> fresh = query.evaluate(snapshot, WatchSet.NONE);
    synchronized (this) {
      if (!closed) {
        shared = fresh;
        sharedAt = snapshot.index();
      }
    }
    return fresh;
  }

  /// Called by the store's writer: something the last evaluation read was replaced.
  private void changed() {
    Executor executor = runner;
    if (executor != null) {
      engine.run(executor, this::refresh);
    }
  }

  /// Evaluates again, answers whoever's index is passed, and waits on for the others.
  private void refresh() {
    var watches = new WatchSet();
    Snapshot snapshot = engine.snapshot();
    Indexed<R> result;
    try {
      result = query.evaluate(snapshot, watches);
    } catch (RuntimeException failure) {
      fail(failure);
      return;
    }
    Chain<R> passed;
    synchronized (this) { // whoever came in between would not be looked at
      passed = takePassed(result.index(), snapshot.floor());
      arm(watches, result.index());
    }
    for (Chain<R> chain = passed; chain != null; chain = chain.next) {
      Delivery.of(engine, chain, result).start();
    }
  }

  /// Takes out everybody below the index, or simply everybody if the state was replaced by a
  /// restored one, whose indexes mean something else.
  private @Nullable Chain<R> takePassed(long index, long newFloor) {
    armed = false;
    registration = null;
    shared = null;
    boolean all = index > highestAsked || newFloor > floor;
    floor = newFloor;
    if (all) {
      return detachAll();
    }
    Chain<R> passed = null;
    for (Chain<R> chain = chains; chain != null; chain = chain.next) {
      Chain<R> part = splitOff(chain, index);
      if (part.head != null) {
        part.next = passed;
        passed = part;
      }
    }
    return passed;
  }

  private @Nullable Chain<R> detachAll() {
    Chain<R> all = chains;
    for (Chain<R> chain = all; chain != null; chain = chain.next) {
      chain.detached = true;
    }
    chains = null;
    size = 0;
    return all;
  }

  private Chain<R> splitOff(Chain<R> chain, long index) {
    Chain<R> part = new Chain<>(chain.executor);
    part.detached = true;
    Member<R> member = chain.head;
    while (member != null) {
      Member<R> following = member.next;
      if (member.askedIndex < index) {
        chain.remove(member);
        part.add(member);
        size--;
      }
      member = following;
    }
    return part;
  }

  private void fail(RuntimeException failure) {
    Chain<R> all;
    synchronized (this) {
      all = detachAll();
      close();
    }
    for (Chain<R> chain = all; chain != null; chain = chain.next) {
      Delivery.of(engine, chain, failure).start();
    }
  }

  private void close() {
    closed = true;
    shared = null;
    runner = null;
    if (registration != null) {
      registration.cancel();
      registration = null;
    }
    engine.closed(this);
  }

  @SuppressWarnings("ReferenceEquality") // the same event loop, not an equal one
  private Chain<R> chain(Executor executor) {
    for (Chain<R> chain = chains; chain != null; chain = chain.next) {
      if (chain.executor == executor) {
        return chain;
      }
    }
    Chain<R> added = new Chain<>(executor);
    added.next = chains;
    chains = added;
    return added;
  }
}
