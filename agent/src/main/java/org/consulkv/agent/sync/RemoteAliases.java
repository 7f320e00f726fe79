package org.consulkv.agent.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.consulkv.agent.check.AliasSource.Aliased;
import org.consulkv.agent.check.AliasSource.Watch;
import org.consulkv.agent.check.Probe;
import org.consulkv.agent.local.AliasQuestion;
import org.consulkv.agent.local.CatalogAliases;
import org.consulkv.agent.router.Errand;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Timers;
import org.consulkv.state.Indexed;
import org.jspecify.annotations.Nullable;

/// The checks of other nodes to an agent that is no server: questions that wait on a server.
///
/// Threading: thread-safe.
public final class RemoteAliases implements CatalogAliases {
  /// Before asking again after nobody answered.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Router router;
  private final Timers timers;

  public RemoteAliases(Router router, Timers timers) {
    this.router = router;
    this.timers = timers;
  }

  @Override
  public Watch watch(Probe.Alias target, Consumer<Optional<List<Aliased>>> changed) {
    Following following =
        new Following(new AliasQuestion(target.node(), target.serviceId()), changed);
    following.ask(0);
    return following;
  }

  /// One question, asked again and again. Threading: guarded by its own lock.
  private final class Following implements Watch {
    private final AliasQuestion question;
    private final Consumer<Optional<List<Aliased>>> changed;
    private @Nullable CompletableFuture<Bytes> asked;
    private boolean closed;

    Following(AliasQuestion question, Consumer<Optional<List<Aliased>>> changed) {
      this.question = question;
      this.changed = changed;
    }

    void ask(long index) {
      CompletableFuture<Bytes> answer;
      synchronized (this) {
        if (closed) {
          return;
        }
        answer =
            router.toServer(
                new Errand(
                    CatalogCalls.ALIAS,
                    new AliasCall(question, index).encoded(),
                    true,
                    AskedAlias.WAIT.plus(RemoteCatalog.PATIENCE),
                    router.nanos()));
        asked = answer;
      }
      var _ =
          answer.whenComplete((found, failure) -> {
            var _ = Thread.startVirtualThread(() -> answered(found, failure));
          });
    }

    private void answered(@Nullable Bytes found, @Nullable Throwable failure) {
      synchronized (this) {
        if (closed) {
          return;
        }
      }
      if (found == null || failure != null) {
        changed.accept(Optional.empty());
        timers.after(PAUSE, () -> ask(0));
        return;
      }
      Indexed<Optional<List<Aliased>>> news = AliasCall.readAnswer(found);
      changed.accept(news.value());
      ask(news.index());
    }

    @Override
    public void close() {
      CompletableFuture<Bytes> open;
      synchronized (this) {
        closed = true;
        open = asked;
      }
      if (open != null) {
        open.cancel(false);
      }
    }
  }
}
