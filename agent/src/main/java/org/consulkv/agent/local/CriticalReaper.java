package org.consulkv.agent.local;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deregisters services whose checks have been critical for longer than they allow. Looks every
/// half minute.
///
/// Threading: guarded by its own lock; deregistering runs on the executor.
public final class CriticalReaper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final Duration STEP = Duration.ofSeconds(30);

  private final LocalState state;
  private final Registrations registrations;
  private final Timers timers;
  private final Executor mayBlock;
  private @Nullable Scheduled next;
  private boolean closed;

  private CriticalReaper(
      LocalState state, Registrations registrations, Timers timers, Executor mayBlock) {
    this.state = state;
    this.registrations = registrations;
    this.timers = timers;
    this.mayBlock = mayBlock;
  }

  public static CriticalReaper start(
      LocalState state, Registrations registrations, Timers timers, Executor mayBlock) {
    CriticalReaper reaper = new CriticalReaper(state, registrations, timers, mayBlock);
    reaper.later();
    return reaper;
  }

  private synchronized void later() {
    if (!closed) {
      next = timers.after(STEP, () -> mayBlock.execute(this::look));
    }
  }

  private void look() {
    for (String id : state.servicesToGiveUp()) {
      LOG.atInfo()
          .addKeyValue("service", id)
          .log("Deregistering a service whose check has been critical for too long");
      registrations.deregisterService(id);
    }
    later();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (next != null) {
      next.cancel();
    }
  }
}
