package org.consulkv.server.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Writes;
import org.consulkv.state.Outcome;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionCommand;
import org.consulkv.state.session.SessionId;
import org.consulkv.state.session.SessionOutcome;
import org.consulkv.state.session.SessionQueries;
import org.jspecify.annotations.Nullable;

/// Makes, renews and ends sessions. Ids come from chance and time limits from the leader's clock,
/// so both are settled here, before anything is logged.
///
/// Threading: thread-safe.
public final class Sessions {
  /// How often the leader looks for sessions that nothing times.
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final Writes writes;
  private final Supplier<Snapshot> snapshots;
  private final Chance chance;
  private final Duration shortestTtl;
  private final SessionTimers timers;
  private final Timers clockTimers;
  private volatile boolean leads;
  private @Nullable Scheduled sweep;

  public Sessions(
      Writes writes,
      Supplier<Snapshot> snapshots,
      Timers timers,
      Chance chance,
      Duration shortestTtl) {
    this.writes = writes;
    this.snapshots = snapshots;
    this.chance = chance;
    this.shortestTtl = shortestTtl;
    this.clockTimers = timers;
    this.timers = new SessionTimers(timers, this::end);
  }

  /// Makes a session; its time to live starts when it is known to be logged.
  ///
  /// @return its id, or an [ApiException]
  public CompletableFuture<SessionId> create(NewSession asked) {
    Session session;
    try {
      session = SessionRules.check(asked, unusedId(), shortestTtl);
    } catch (ApiException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    return writes
        .propose(new SessionCommand.Create(session))
        .thenApply(outcome -> {
          expect(outcome, SessionOutcome.Created.class);
          restart(session);
          return session.id();
        });
  }

  /// Ends a session and frees its locks; one that is not there counts as ended.
  ///
  /// @param id as the client wrote it
  public CompletableFuture<Void> destroy(String id) {
    Optional<SessionId> parsed = SessionId.parse(id);
    if (parsed.isEmpty()) {
      return CompletableFuture.failedFuture(
          new ApiException(ErrorKind.REFUSED, "apply failed: " + SessionId.MALFORMED));
    }
    return destroy(parsed.get());
  }

  /// Starts a session's time anew. Call it on the leader, behind a read barrier.
  ///
  /// @param id as the client wrote it
  /// @return the session; empty if there is none, or if it is being ended already
  public Optional<Session> renew(String id) {
    SessionId parsed =
        SessionId.parse(id)
            .orElseThrow(() -> new ApiException(ErrorKind.REFUSED, SessionId.MALFORMED));
    return find(parsed).filter(this::restart);
  }

  /// This server leads now: every session gets its whole time again.
  public synchronized void lead() {
    timers.stopAll();
    leads = true;
    for (Session session : all()) {
      restart(session);
    }
    sweepLater();
  }

  /// Another server leads.
  public synchronized void follow() {
    leads = false;
    timers.stopAll();
    if (sweep != null) {
      sweep.cancel();
      sweep = null;
    }
  }

  /// How many sessions with a TTL this server times. Only the leader does.
  public int timed() {
    return timers.size();
  }

  /// A session that came with a restored snapshot is timed from the next sweep on.
  private void sweep() {
    for (Session session : all()) {
      if (!timers.knows(session.id())) {
        restart(session);
      }
    }
    synchronized (this) {
      if (leads) {
        sweepLater();
      }
    }
  }

  private void sweepLater() {
    if (sweep != null) {
      sweep.cancel();
    }
    sweep = clockTimers.after(SWEEP, this::sweep);
  }

  private List<Session> all() {
    return SessionQueries.list(snapshots.get(), WatchSet.NONE).value();
  }

  /// A session is gone, for whatever reason.
  public void ended(SessionId id) {
    timers.stop(id);
  }

  private CompletableFuture<Void> destroy(SessionId id) {
    return destroyed(id, writes.propose(new SessionCommand.Destroy(id)));
  }

  /// The time of a session is over, on this leader.
  private CompletableFuture<?> end(SessionId id) {
    return destroyed(id, writes.proposeAsLeader(new SessionCommand.Destroy(id)));
  }

  private CompletableFuture<Void> destroyed(SessionId id, CompletableFuture<Outcome> answer) {
    return answer.thenAccept(outcome -> {
      expect(outcome, SessionOutcome.Destroyed.class);
      timers.stop(id);
    });
  }

  private boolean restart(Session session) {
    Duration ttl = SessionRules.ttl(session);
    if (ttl.isZero() || !leads) {
      return true;
    }
    boolean restarted = timers.restart(session.id(), ttl);
    if (!leads) {
      timers.stop(session.id()); // leadership went meanwhile
    }
    return restarted;
  }

  private Optional<Session> find(SessionId id) {
    return SessionQueries.info(snapshots.get(), WatchSet.NONE, id).value();
  }

  private SessionId unusedId() {
    SessionId id = new SessionId(chance.uuid());
    while (find(id).isPresent()) {
      id = new SessionId(chance.uuid());
    }
    return id;
  }

  private static void expect(Outcome outcome, Class<? extends Outcome> expected) {
    if (outcome instanceof Outcome.Failed failed) {
      throw new ApiException(ErrorKind.REFUSED, "apply failed: " + failed.message());
    }
    if (!expected.isInstance(outcome)) {
      throw new IllegalStateException("not an outcome of a session: " + outcome);
    }
  }
}
