package org.consulkv.agent.local;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.consulkv.agent.check.AliasSource;
import org.consulkv.agent.check.AliasSource.Aliased;
import org.consulkv.agent.check.Probe;
import org.consulkv.server.Server;
import org.consulkv.server.blocking.Parked;
import org.consulkv.server.blocking.Waiter;
import org.consulkv.state.Indexed;
import org.jspecify.annotations.Nullable;

/// Follows the checks of another node in the catalog, by a blocking query that is asked again and
/// again.
///
/// Threading: answers come one after the other; the place is guarded by its own lock.
final class CatalogAlias implements Waiter<Optional<List<Aliased>>>, AliasSource.Watch {
  private final Server server;
  private final AliasQuestion question;
  private final Consumer<Optional<List<Aliased>>> changed;
  private @Nullable Parked parked;
  private boolean closed;

  private CatalogAlias(
      Server server, AliasQuestion question, Consumer<Optional<List<Aliased>>> changed) {
    this.server = server;
    this.question = question;
    this.changed = changed;
  }

  static AliasSource.Watch watch(
      Server server, Probe.Alias target, Consumer<Optional<List<Aliased>>> changed) {
    CatalogAlias alias =
        new CatalogAlias(server, new AliasQuestion(target.node(), target.serviceId()), changed);
    alias.ask(0);
    return alias;
  }

  private void ask(long index) {
    Parked place = server.blockingQueries().ask(question, index, this);
    synchronized (this) {
      if (!closed) {
        parked = place;
        return;
      }
    }
    place.cancel();
  }

  @Override
  public Executor executor() {
    return Thread::startVirtualThread;
  }

  @Override
  public void answer(Indexed<Optional<List<Aliased>>> result) {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    changed.accept(result.value());
    // Not from within the answer, which may come from within the asking.
    var _ = Thread.startVirtualThread(() -> ask(result.index()));
  }

  @Override
  public void fail(RuntimeException failure) {
    changed.accept(Optional.empty());
  }

  @Override
  public void close() {
    Parked place;
    synchronized (this) {
      closed = true;
      place = parked;
    }
    if (place != null) {
      place.cancel();
    }
  }
}
