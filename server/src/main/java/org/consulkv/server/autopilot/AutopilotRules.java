package org.consulkv.server.autopilot;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.Writes;
import org.consulkv.state.Snapshot;
import org.consulkv.state.autopilot.AutopilotCommand;
import org.consulkv.state.autopilot.AutopilotConfig;
import org.consulkv.state.autopilot.AutopilotOutcome;
import org.consulkv.state.autopilot.AutopilotTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules in force, which the first leader takes from its configuration, and operators change.
///
/// Threading: guarded by its own lock.
public final class AutopilotRules {
  private static final Logger LOG = LoggerFactory.getLogger(AutopilotRules.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Writes writes;
  private final Supplier<Snapshot> snapshots;
  private final Timers timers;
  private final AutopilotConfig first;
  private boolean leads;
  private @Nullable Scheduled again;

  /// @param first the rules of a cluster that has none yet
  public AutopilotRules(
      Writes writes, Supplier<Snapshot> snapshots, Timers timers, AutopilotConfig first) {
    this.writes = writes;
    this.snapshots = snapshots;
    this.timers = timers;
    this.first = first;
  }

  /// The rules in force here and now.
  public AutopilotConfig current() {
    return AutopilotTable.config(snapshots.get()).orElse(first);
  }

  /// Puts rules in force.
  ///
  /// @param expectedIndex the ModifyIndex the present ones must have, if it matters
  /// @return false if they had been changed meanwhile
  public CompletableFuture<Boolean> set(AutopilotConfig config, OptionalLong expectedIndex) {
    return writes
        .propose(new AutopilotCommand.Set(config, expectedIndex.orElse(-1)))
        .thenApply(outcome -> outcome instanceof AutopilotOutcome.Set set && set.done());
  }

  /// This server leads now.
  public void start() {
    synchronized (this) {
      leads = true;
    }
    begin();
  }

  /// Another server leads.
  public synchronized void stop() {
    leads = false;
    if (again != null) {
      again.cancel();
      again = null;
    }
  }

  private void begin() {
    if (AutopilotTable.config(snapshots.get()).isPresent()) {
      return;
    }
    var _ =
        set(first, OptionalLong.of(0))
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.warn("The rules of autopilot were not written, will be tried again", failure);
                later();
              }
            });
  }

  private synchronized void later() {
    if (leads) {
      again = timers.after(PAUSE, this::begin);
    }
  }
}
