package org.consulkv.agent.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.consulkv.agent.check.AliasSource.Aliased;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.Server;
import org.consulkv.server.blocking.Parked;
import org.consulkv.server.blocking.Waiter;
import org.consulkv.state.Indexed;

/// A question of another agent for the checks of a node, which waits on this server for news.
final class AskedAlias implements Waiter<Optional<List<Aliased>>> {
  /// After this the answer is what there is.
  static final Duration WAIT = Duration.ofMinutes(5);

  private final Server server;
  private final Timers timers;
  private final CompletableFuture<Bytes> answer = new CompletableFuture<>();

  AskedAlias(Server server, Timers timers) {
    this.server = server;
    this.timers = timers;
  }

  CompletableFuture<Bytes> answer(Bytes request) {
    AliasCall call = AliasCall.decode(request);
    Parked parked = server.blockingQueries().ask(call.question(), call.index(), this);
    Scheduled expiry = timers.after(WAIT, parked::expire);
    var _ =
        answer.whenComplete((_, _) -> {
          expiry.cancel();
          if (answer.isCancelled()) {
            parked.cancel();
          }
        });
    return answer;
  }

  @Override
  public Executor executor() {
    return Runnable::run;
  }

  @Override
  public void answer(Indexed<Optional<List<Aliased>>> result) {
    answer.complete(AliasCall.answer(result));
  }

  @Override
  public void fail(RuntimeException failure) {
    answer.completeExceptionally(failure);
  }
}
