package org.consulkv.agent.check;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets the first result through and drops the rest.
///
/// Threading: thread-safe.
final class Once implements Consumer<Result> {
  private final AtomicReference<@Nullable Consumer<Result>> next;

  Once(Consumer<Result> next) {
    this.next = new AtomicReference<>(next);
  }

  @Override
  public void accept(Result result) {
    Consumer<Result> taken = next.getAndSet(null);
    if (taken != null) {
      taken.accept(result);
    }
  }
}
