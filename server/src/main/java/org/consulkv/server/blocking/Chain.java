package org.consulkv.server.blocking;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The waiters of one group that share an executor, as an intrusive list.
///
/// Threading: guarded by the group's lock until it is detached; then it belongs to its delivery.
final class Chain<R> {
  final Executor executor;
  @Nullable Chain<R> next;
  @Nullable Member<R> head;
  boolean detached;

  Chain(Executor executor) {
    this.executor = executor;
  }

  void add(Member<R> member) {
    Member<R> first = head;
    member.chain = this;
    member.previous = null;
    member.next = first;
    if (first != null) {
      first.previous = member;
    }
    head = member;
  }

  void remove(Member<R> member) {
    Member<R> after = member.next;
    Member<R> before = member.previous;
    if (before == null) {
      head = after;
    } else {
      before.next = after;
    }
    if (after != null) {
      after.previous = before;
    }
    member.chain = null;
    member.previous = null;
    member.next = null;
  }
}
