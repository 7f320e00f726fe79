package org.consulkv.server.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.state.session.SessionId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When each session with a TTL ends unless it is renewed: at twice its TTL, counted on the leader
/// from its creation, its last renewal, or the moment this server became the leader.
///
/// A session whose end could not be logged is tried again, a few times with growing pauses; then it
/// is counted from the start, as after a change of leaders.
///
/// Threading: guarded by its own lock, which is not held while a session is being ended.
final class SessionTimers {
  private static final Logger LOG = LoggerFactory.getLogger(SessionTimers.class);
  private static final int TTL_MULTIPLIER = 2;
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

  private final Timers timers;
  private final Function<SessionId, CompletableFuture<?>> end;
  private final Map<SessionId, Deadline> deadlines = new HashMap<>();

  private static final class Deadline {
    private final SessionId id;
    private final Duration ttl;
    private @Nullable Scheduled scheduled;
    private boolean ending;

    Deadline(SessionId id, Duration ttl) {
      this.id = id;
      this.ttl = ttl;
    }
  }

  /// @param end ends the session through the log
  SessionTimers(Timers timers, Function<SessionId, CompletableFuture<?>> end) {
    this.timers = timers;
    this.end = end;
  }

  /// Counts the session's time from now.
  ///
  /// @return false if the session is being ended, so that no renewal is promised that cannot be
  ///   kept
  synchronized boolean restart(SessionId id, Duration ttl) {
    Deadline known = deadlines.get(id);
    if (known != null && known.ending) {
      return false;
    }
    if (known != null && known.scheduled != null) {
      known.scheduled.cancel();
    }
    Deadline deadline = new Deadline(id, ttl);
    deadlines.put(id, deadline);
    schedule(deadline);
    return true;
  }

  /// Forgets a session that is gone.
  synchronized void stop(SessionId id) {
    Deadline deadline = deadlines.remove(id);
    if (deadline != null && deadline.scheduled != null) {
      deadline.scheduled.cancel();
    }
  }

  /// Forgets all, when another server leads.
  synchronized void stopAll() {
    for (Deadline deadline : deadlines.values()) {
      if (deadline.scheduled != null) {
        deadline.scheduled.cancel();
      }
    }
    deadlines.clear();
  }

  /// Whether the session is timed.
  synchronized boolean knows(SessionId id) {
    return deadlines.containsKey(id);
  }

  /// How many sessions are timed.
  synchronized int size() {
    return deadlines.size();
  }

  private void schedule(Deadline deadline) {
    deadline.scheduled =
        timers.after(deadline.ttl.multipliedBy(TTL_MULTIPLIER), () -> expire(deadline));
  }

  private void expire(Deadline deadline) {
    synchronized (this) {
      if (deadlines.get(deadline.id) != deadline) {
        return; // renewed or gone since the timer fired
      }
      deadline.ending = true;
    }
    LOG.info("Session {} was not renewed within its TTL, ending it", deadline.id);
    tryToEnd(deadline, 1);
  }

  private void tryToEnd(Deadline deadline, int attempt) {
    var _ =
        end.apply(deadline.id)
            .whenComplete((_, failure) -> {
              if (failure == null) {
                ended(deadline);
              } else {
                failed(deadline, attempt, failure);
              }
            });
  }

  private synchronized void ended(Deadline deadline) {
    deadlines.remove(deadline.id, deadline);
  }

  private synchronized void failed(Deadline deadline, int attempt, Throwable failure) {
    if (deadlines.get(deadline.id) != deadline) {
      return;
    }
    if (attempt < TRIES) {
      LOG.warn("Session {} could not be ended, will be tried again", deadline.id, failure);
      deadline.scheduled =
          timers.after(
              FIRST_PAUSE.multipliedBy(1L << (attempt - 1)),
              () -> {
                if (isCurrent(deadline)) {
                  tryToEnd(deadline, attempt + 1);
                }
              });
    } else {
      LOG.error("Session {} could not be ended in {} tries", deadline.id, TRIES, failure);
      deadline.ending = false;
      schedule(deadline);
    }
  }

  private synchronized boolean isCurrent(Deadline deadline) {
    return deadlines.get(deadline.id) == deadline;
  }
}
