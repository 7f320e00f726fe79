package org.consulkv.agent.local;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.consulkv.agent.check.AliasSource;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.check.Probe;
import org.consulkv.agent.local.Changes.Subscription;
import org.consulkv.state.catalog.Check;

/// What alias checks mirror: this agent's own checks as they are here, those of another node as the
/// catalog has them.
///
/// Threading: thread-safe.
public final class Aliases implements AliasSource {
  private final LocalState state;
  private final CatalogAliases catalog;

  public Aliases(LocalState state, CatalogAliases catalog) {
    this.state = state;
    this.catalog = catalog;
  }

  @Override
  public Watch watch(
      CheckDefinition check, Probe.Alias target, Consumer<Optional<List<Aliased>>> changed) {
    boolean here = target.node().isEmpty() || target.node().equalsIgnoreCase(state.node().name());
    if (!here) {
      return catalog.watch(target, changed);
    }
    OneByOne teller = new OneByOne(() -> changed.accept(own(check, target.serviceId())));
    Subscription ofChecks =
        state
            .changes()
            .ofChecks(serviceId -> {
              if (serviceId.equals(target.serviceId())) {
                teller.run();
              }
            });
    teller.run();
    return ofChecks::close;
  }

  private Optional<List<Aliased>> own(CheckDefinition alias, String serviceId) {
    if (!serviceId.isEmpty() && state.service(serviceId).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        state.checksOf(serviceId).stream()
            .filter(check -> !check.id().equals(alias.id()))
            .map(check -> aliased(check.check()))
            .toList());
  }

  static Aliased aliased(Check check) {
    return new Aliased(
        check.id(),
        check.name(),
        CheckStatus.of(check.status()).orElse(CheckStatus.CRITICAL),
        check.output());
  }

  /// Runs a task by one thread at a time: whoever comes meanwhile makes it run once more.
  private static final class OneByOne implements Runnable {
    private final Runnable task;
    private final AtomicInteger asked = new AtomicInteger();

    OneByOne(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (asked.getAndIncrement() > 0) {
        return;
      }
      int seen = 1;
      while (seen > 0) {
        int upTo = asked.get();
        task.run();
        seen = asked.addAndGet(-upTo);
      }
    }
  }
}
