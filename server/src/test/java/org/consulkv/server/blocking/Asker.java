package org.consulkv.server.blocking;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.consulkv.state.Indexed;

/// A waiter that keeps its answers.
final class Asker<R> implements Waiter<R> {
  final List<Indexed<R>> answers = new ArrayList<>();
  final List<RuntimeException> failures = new ArrayList<>();
  private final Executor executor;

  Asker(Executor executor) {
    this.executor = executor;
  }

  @Override
  public Executor executor() {
    return executor;
  }

  @Override
  public void answer(Indexed<R> result) {
    answers.add(result);
  }

  @Override
  public void fail(RuntimeException failure) {
    failures.add(failure);
  }
}
