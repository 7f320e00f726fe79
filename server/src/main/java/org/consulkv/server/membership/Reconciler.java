package org.consulkv.server.membership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.Writes;
import org.consulkv.state.Outcome;
import org.consulkv.state.Snapshot;
import org.consulkv.state.catalog.CatalogCommand;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the catalog in step with the pool, while this server leads: when the pool changes, and
/// once in a while in any case. One round at a time; what changes during a round is seen by the
/// next.
///
/// Threading: guarded by its own lock, which is not held while commands are on their way.
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /// A round without a change of the pool.
  public static final Duration PERIOD = Duration.ofMinutes(1);

  /// How long a failed node stays in the catalog if the pool does not know it any more.
  private static final Duration REAP = Duration.ofDays(3);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int BATCH = 64;

  private final ClusterMembers pool;
  private final Writes writes;
  private final Supplier<Snapshot> snapshots;
  private final Clock clock;
  private final Timers timers;
  private final String self;
  private final String datacenter;
  private final AbsentNodes absent = new AbsentNodes(PERIOD, REAP);
  private boolean leads;
  private boolean running;
  private boolean again;
  private long lease;
  private @Nullable Scheduled next;

  /// @param self this node's name
  public Reconciler(
      ClusterMembers pool,
      Writes writes,
      Supplier<Snapshot> snapshots,
      Clock clock,
      Timers timers,
      String self,
      String datacenter) {
    this.pool = pool;
    this.writes = writes;
    this.snapshots = snapshots;
    this.clock = clock;
    this.timers = timers;
    this.self = self;
    this.datacenter = datacenter;
    pool.onChange(this::round);
  }

  /// This server leads now.
  public void start() {
    synchronized (this) {
      leads = true;
      running = false;
      lease++;
      absent.forget();
    }
    round();
  }

  /// Another server leads.
  public synchronized void stop() {
    leads = false;
    lease++;
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void round() {
    List<CatalogCommand> changes;
    long mine;
    synchronized (this) {
      if (!leads) {
        return;
      }
      if (running) {
        again = true;
        return;
      }
      running = true;
      again = false;
      mine = lease;
      changes = changes();
    }
    write(changes, 0, false, mine);
  }

  private List<CatalogCommand> changes() {
    Snapshot snapshot = snapshots.get();
    List<ClusterMember> members = pool.members();
    List<CatalogCommand> changes = new ArrayList<>();
    for (ClusterMember member : members) {
      boolean leaving = member.name().equals(self) && member.status() != ClusterMember.Status.ALIVE;
      if (!leaving) { // whoever leads next takes this node out
        changes.addAll(CatalogEntry.changes(snapshot, member, datacenter));
      }
    }
    changes.addAll(absent.changes(snapshot, members, clock.nanos()));
    return changes;
  }

  private void write(List<CatalogCommand> changes, int from, boolean failedBefore, long mine) {
    int to = Math.min(from + BATCH, changes.size());
    if (from == to || isOver(mine)) {
      ended(failedBefore, mine);
      return;
    }
    CompletableFuture<?>[] batch =
        changes.subList(from, to).stream().map(this::propose).toArray(CompletableFuture[]::new);
    var _ =
        CompletableFuture.allOf(batch)
            .whenComplete(
                (_, failure) -> write(changes, to, failedBefore || failure != null, mine));
  }

  private CompletableFuture<Outcome> propose(CatalogCommand change) {
    return writes
        .proposeAsLeader(change)
        .whenComplete((outcome, failure) -> {
          if (failure != null) {
            LOG.atWarn()
                .addKeyValue("change", what(change))
                .addKeyValue("error", failure.getMessage())
                .log("failed to reconcile member, will be tried again");
          } else if (outcome instanceof Outcome.Failed refused) {
            LOG.atError()
                .addKeyValue("change", what(change))
                .addKeyValue("error", refused.message())
                .log("failed to reconcile member");
          } else {
            tell(change);
          }
        });
  }

  private static void tell(CatalogCommand change) {
    switch (change) {
      case CatalogCommand.Register register ->
          LOG.atInfo()
              .addKeyValue("member", register.node().name())
              .addKeyValue("health", register.checks().getFirst().status())
              .log("member in the catalog");
      case CatalogCommand.Deregister removed ->
          LOG.atInfo().addKeyValue("member", removed.node()).log("member out of the catalog");
    }
  }

  private static String what(CatalogCommand change) {
    return switch (change) {
      case CatalogCommand.Register register -> "register " + register.node().name();
      case CatalogCommand.Deregister removed -> "deregister " + removed.node();
    };
  }

  /// What was found out when this server led before may no longer be true.
  private synchronized boolean isOver(long round) {
    return round != lease;
  }

  private void ended(boolean failed, long mine) {
    synchronized (this) {
      if (mine != lease) {
        return;
      }
      running = false;
      if (!again) {
        if (next != null) {
          next.cancel();
        }
        next = timers.after(failed ? PAUSE : PERIOD, this::round);
        return;
      }
    }
    round();
  }
}
