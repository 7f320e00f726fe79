package org.consulkv.agent.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.JoinConfig;
import org.consulkv.runtime.GoDuration;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins the configured others, over and over until one is reached; and those that could not be
/// reached then, until they were: servers that start together must not end as two pools of which
/// each is content.
///
/// Threading: guarded by its own lock; attempts run where the executor says, one at a time.
final class RetryJoin implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final String label;
  private final JoinConfig.Retry config;
  private final Attempt attempt;
  private final Timers timers;
  private final Executor mayBlock;
  private final Runnable givenUp;
  private List<String> missing;
  private int attempts;
  private boolean joined;
  private @Nullable Scheduled next;
  private boolean closed;

  /// Tries to join one address, and blocks until it is known whether that worked.
  interface Attempt extends Function<String, Integer> {
    /// @return how many were joined: none if it is this agent itself
    /// @throws AgentException if it could not be joined
    @Override
    Integer apply(String address);
  }

  /// @param label `LAN` or `WAN`
  /// @param givenUp called when the last attempt that is allowed has failed
  RetryJoin(
      String label,
      JoinConfig.Retry config,
      Attempt attempt,
      Timers timers,
      Executor mayBlock,
      Runnable givenUp) {
    this.label = label;
    this.config = config;
    this.attempt = attempt;
    this.timers = timers;
    this.mayBlock = mayBlock;
    this.givenUp = givenUp;
    missing = config.addresses();
  }

  void start() {
    if (!missing.isEmpty()) {
      LOG.atInfo().addKeyValue("cluster", label).log("Joining cluster...");
      mayBlock.execute(this::run);
    }
  }

  private void run() {
    List<String> failed = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    int reached = 0;
    boolean onlySelf = true;
    for (String address : missing()) {
      try {
        int count = attempt.apply(address);
        reached += count;
        onlySelf &= count == 0;
      } catch (AgentException e) {
        onlySelf = false;
        failed.add(address);
        reasons.add(String.valueOf(e.getMessage()).strip());
      }
    }
    finish(failed, reasons, reached, onlySelf);
  }

  private synchronized List<String> missing() {
    return closed ? List.of() : missing;
  }

  private synchronized void finish(
      List<String> failed, List<String> reasons, int reached, boolean onlySelf) {
    if (closed) {
      return;
    }
    attempts++;
    missing = failed;
    if (!joined && (reached > 0 || onlySelf)) {
      joined = true;
      LOG.atInfo()
          .addKeyValue("cluster", label)
          .addKeyValue("num_agents", Math.max(1, reached))
          .log("Join cluster completed. Synced with initial agents");
    }
    if (!joined && config.max() > 0 && attempts >= config.max()) {
      LOG.atError().addKeyValue("cluster", label).log("max join retry exhausted, exiting");
      closed = true;
      givenUp.run();
      return;
    }
    if (!joined) {
      LOG.atWarn()
          .addKeyValue("cluster", label)
          .addKeyValue("retry_interval", GoDuration.format(config.interval()))
          .addKeyValue("error", String.join("; ", reasons))
          .log("Join cluster failed, will retry");
    }
    if (!missing.isEmpty()) {
      next = timers.after(config.interval(), () -> mayBlock.execute(this::run));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
    }
  }
}
