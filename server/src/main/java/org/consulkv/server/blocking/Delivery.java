package org.consulkv.server.blocking;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.consulkv.state.Indexed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands one answer to the waiters of one executor, a slice at a time, so that ten thousand answers
/// do not keep an event loop from its other connections.
///
/// Threading: runs on that executor only.
final class Delivery<R> implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int SLICE = 256;

  private final BlockingQueries engine;
  private final Executor executor;
  private final @Nullable Indexed<R> result;
  private final @Nullable RuntimeException failure;
  private @Nullable Member<R> next;

  private Delivery(
      BlockingQueries engine,
      Chain<R> chain,
      @Nullable Indexed<R> result,
      @Nullable RuntimeException failure) {
    this.engine = engine;
    this.executor = chain.executor;
    this.next = chain.head;
    this.result = result;
    this.failure = failure;
  }

  static <R> Delivery<R> of(BlockingQueries engine, Chain<R> chain, Indexed<R> result) {
    return new Delivery<>(engine, chain, result, null);
  }

  static <R> Delivery<R> of(BlockingQueries engine, Chain<R> chain, RuntimeException failure) {
    return new Delivery<>(engine, chain, null, failure);
  }

  /// Starts on the waiters' executor. If that has ended, so have its connections.
  void start() {
    try {
      executor.execute(this);
    } catch (RejectedExecutionException ended) {
      drop();
    }
  }

  @Override
  public void run() {
    Member<R> member = next;
    for (int i = 0; i < SLICE && member != null; i++) {
      Member<R> following = take(member);
      if (member.end()) {
        engine.ended(1);
        answer(member.waiter());
      }
      member = following;
    }
    next = member;
    if (member != null) {
      start();
    }
  }

  private void drop() {
    Member<R> member = next;
    next = null;
    while (member != null) {
      Member<R> following = take(member);
      if (member.end()) {
        engine.ended(1);
      }
      member = following;
    }
  }

  /// Unlinks it, so that whoever keeps a waiter does not keep all that waited beside it.
  private static <R> @Nullable Member<R> take(Member<R> member) {
    Member<R> following = member.next;
    member.next = null;
    member.previous = null;
    return following;
  }

  private void answer(Waiter<R> waiter) {
    try {
      if (result != null) {
        waiter.answer(result);
      } else if (failure != null) {
        waiter.fail(failure);
      }
    } catch (RuntimeException thrown) {
      LOG.warn("A blocking query's answer could not be handed over", thrown);
    }
  }
}
