package org.consulkv.server.blocking;

import java.util.concurrent.Executor;
import org.consulkv.state.Indexed;

/// Who asked. Exactly one of `answer` and `fail` is called, unless the wait is cancelled before.
public interface Waiter<R> {
  /// Where this waiter is answered: its event loop. Answers for one executor are handed over
  /// together.
  Executor executor();

  /// The answer. On the asking thread if it was there at once, otherwise on [#executor].
  void answer(Indexed<R> result);

  /// The question could not be evaluated again; on [#executor].
  void fail(RuntimeException failure);
}
