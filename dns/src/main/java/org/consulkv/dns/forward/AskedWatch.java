package org.consulkv.dns.forward;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.blocking.BlockingQueries;
import org.consulkv.server.blocking.Parked;
import org.consulkv.server.blocking.Waiter;
import org.consulkv.state.Indexed;

/// A question of another agent that waits on this server for news.
final class AskedWatch implements Waiter<Bytes> {
  /// After this the answer is what there is.
  static final Duration WAIT = Duration.ofMinutes(5);

  private final CompletableFuture<Bytes> answer = new CompletableFuture<>();

  CompletableFuture<Bytes> ask(BlockingQueries blocking, WatchedQuestion question, long index) {
    Parked parked = blocking.ask(question, index, this);
    CompletableFuture<Void> expiry = new CompletableFuture<>();
    var _ =
        answer.whenComplete((_, _) -> {
          expiry.cancel(false);
          if (answer.isCancelled()) {
            parked.cancel();
          }
        });
    if (!answer.isDone()) {
      var _ =
          expiry
              .completeOnTimeout(null, WAIT.toSeconds(), TimeUnit.SECONDS)
              .thenRun(parked::expire);
    }
    return answer;
  }

  @Override
  public Executor executor() {
    return Thread::startVirtualThread;
  }

  @Override
  public void answer(Indexed<Bytes> result) {
    answer.complete(WatchCall.answer(result));
  }

  @Override
  public void fail(RuntimeException failure) {
    answer.completeExceptionally(failure);
  }
}
