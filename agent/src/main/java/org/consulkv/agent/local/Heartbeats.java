package org.consulkv.agent.local;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.local.SavedJson.Heartbeat;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Saves the last heartbeats of TTL checks, so that a restart of the agent does not turn them
/// critical. However often heartbeats come, the files are written a few times a second at most.
///
/// Threading: guarded by its own lock; files are written on the executor, by one thread at a time.
final class Heartbeats {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final LocalFiles files;
  private final Clock clock;
  private final Timers timers;
  private final Executor mayBlock;
  private final Map<String, Heartbeat> unsaved = new HashMap<>();
  private boolean saving;

  Heartbeats(LocalFiles files, Clock clock, Timers timers, Executor mayBlock) {
    this.files = files;
    this.clock = clock;
    this.timers = timers;
    this.mayBlock = mayBlock;
  }

  /// Remembers a heartbeat.
  ///
  /// @param ttl how long it counts
  void save(String checkId, CheckStatus status, String output, Duration ttl) {
    long expires = clock.now().plus(ttl).getEpochSecond();
    synchronized (this) {
      unsaved.put(checkId, new Heartbeat(checkId, status, output, expires));
      if (saving) {
        return;
      }
      saving = true;
    }
    mayBlock.execute(this::write);
  }

  /// Forgets what is not saved yet, for a check that goes.
  synchronized void forget(String checkId) {
    unsaved.remove(checkId);
  }

  /// Writes, and looks again after a pause.
  private void write() {
    List<Heartbeat> batch;
    synchronized (this) {
      batch = List.copyOf(unsaved.values());
      unsaved.clear();
      if (batch.isEmpty()) {
        saving = false;
        return;
      }
    }
    try {
      batch.forEach(files::save);
    } catch (UncheckedIOException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("failed to save check state");
    }
    timers.after(PAUSE, () -> mayBlock.execute(this::write));
  }
}
