package org.consulkv.server;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.ReplicatedLog;
import org.consulkv.runtime.Timers;
import org.consulkv.server.autopilot.Autopilot;
import org.consulkv.server.autopilot.AutopilotRules;
import org.consulkv.server.blocking.BlockingQueries;
import org.consulkv.server.catalog.CatalogWrites;
import org.consulkv.server.coordinate.Coordinates;
import org.consulkv.server.kv.KvWrites;
import org.consulkv.server.kv.LockDelays;
import org.consulkv.server.kv.TombstoneReaper;
import org.consulkv.server.membership.Reconciler;
import org.consulkv.server.operator.RaftOperations;
import org.consulkv.server.operator.Snapshots;
import org.consulkv.server.query.PreparedQueries;
import org.consulkv.server.session.EndedSessions;
import org.consulkv.server.session.Sessions;
import org.consulkv.server.txn.Transactions;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvQueries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One server: its store and log, and everything that reads, writes and waits between them.
///
/// Threading: thread-safe.
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final ReplicatedLog<Outcome> log;
  private final Store store;
  private final ServerConfig config;
  private final Reads reads;
  private final Writes writes;
  private final BlockingQueries blockingQueries;
  private final KvWrites kv;
  private final CatalogWrites catalog;
  private final Coordinates coordinates;
  private final Transactions transactions;
  private final Sessions sessions;
  private final PreparedQueries queries;
  private final Snapshots snapshots;
  private final AutopilotRules rules;
  private final Autopilot autopilot;
  private final RaftOperations raft;
  private final LeaderDuties duties;

  private Server(
      ReplicatedLog<Outcome> log,
      Store store,
      Clock clock,
      Timers timers,
      Chance chance,
      ServerConfig config,
      Neighbours neighbours) {
    this.log = log;
    this.store = store;
    this.config = config;
    var hold = new Hold(clock, timers, chance, config.holdTimeout(), config.limits().held());
    var lockDelays = new LockDelays(clock, config.limits().lockDelays());
    reads = new Reads(log, store, hold);
    writes = new Writes(log, hold);
    blockingQueries =
        new BlockingQueries(store::snapshot, Thread::startVirtualThread, config.limits().parked());
    kv = new KvWrites(writes, lockDelays);
    catalog = new CatalogWrites(writes);
    coordinates = new Coordinates(writes, timers);
    transactions = new Transactions(writes, lockDelays, config.limits().txnOperations());
    sessions = new Sessions(writes, store::snapshot, timers, chance, config.sessionTtlMin());
    queries = new PreparedQueries(writes, store::snapshot, chance, config.datacenter());
    snapshots = new Snapshots(log, store, writes, clock, chance);
    var reaper =
        new TombstoneReaper(
            clock,
            timers,
            config.tombstoneTtl(),
            config.tombstoneGranularity(),
            () -> store.snapshot().index(),
            this::reap);
    store.observe(new EndedSessions(sessions::ended, lockDelays::start)::changed);
    var reconciler =
        new Reconciler(
            neighbours.pool(),
            writes,
            store::snapshot,
            clock,
            timers,
            config.nodeName(),
            config.datacenter());
    rules = new AutopilotRules(writes, store::snapshot, timers, neighbours.autopilot());
    autopilot =
        new Autopilot(
            neighbours.pool(),
            neighbours.membership(),
            neighbours.calls(),
            log::status,
            rules::current,
            new Autopilot.Identity(config.nodeId(), neighbours.cluster(), neighbours.heartbeat()),
            clock,
            timers);
    raft =
        new RaftOperations(
            log::status, neighbours.membership(), neighbours.pool(), autopilot::hold);
    duties = new LeaderDuties(sessions, reaper, reconciler, rules, autopilot);
  }

  /// A server that knows no other agents.
  public static Server start(
      ReplicatedLog<Outcome> log,
      Store store,
      Clock clock,
      Timers timers,
      Chance chance,
      ServerConfig config) {
    return start(log, store, clock, timers, chance, config, Neighbours.none(config));
  }

  /// A server on a log that drives this store. Its duties begin when the log leads.
  public static Server start(
      ReplicatedLog<Outcome> log,
      Store store,
      Clock clock,
      Timers timers,
      Chance chance,
      ServerConfig config,
      Neighbours neighbours) {
    Server server = new Server(log, store, clock, timers, chance, config, neighbours);
    log.onLeadership(server.duties);
    return server;
  }

  public ServerConfig config() {
    return config;
  }

  public Reads reads() {
    return reads;
  }

  public Writes writes() {
    return writes;
  }

  public BlockingQueries blockingQueries() {
    return blockingQueries;
  }

  public KvWrites kv() {
    return kv;
  }

  public CatalogWrites catalog() {
    return catalog;
  }

  public Coordinates coordinates() {
    return coordinates;
  }

  public Transactions transactions() {
    return transactions;
  }

  public Sessions sessions() {
    return sessions;
  }

  public PreparedQueries queries() {
    return queries;
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  public Store store() {
    return store;
  }

  /// What the log knows of itself.
  public LogStatus status() {
    return log.status();
  }

  /// The id of the server that leads, as far as this one knows: cheap enough to ask for every
  /// request.
  public Optional<String> leader() {
    return log.leader();
  }

  /// Whether this server leads: cheap enough to ask for every request.
  public boolean leads() {
    return log.leads();
  }

  /// The last entry of the log that the state here holds: cheap enough to ask for every request.
  public long appliedIndex() {
    return log.appliedIndex();
  }

  /// Completes when the state here holds the entry.
  public CompletableFuture<Void> reached(long logIndex) {
    return log.reached(logIndex);
  }

  /// Who takes part in Raft, and ways to change it.
  public RaftOperations raft() {
    return raft;
  }

  /// The rules by which servers look after themselves.
  public AutopilotRules autopilotRules() {
    return rules;
  }

  /// How the servers are.
  public Autopilot autopilot() {
    return autopilot;
  }

  /// Writes a snapshot of the log now.
  public CompletableFuture<Void> compact() {
    return log.compact();
  }

  /// Ends the leader's duties. The log is its owner's to close.
  @Override
  public void close() {
    coordinates.close();
    duties.stop();
  }

  private void reap(long upToIndex) {
    OptionalLong oldest = KvQueries.oldestTombstone(store.snapshot());
    if (oldest.isEmpty() || oldest.getAsLong() > upToIndex) {
      return;
    }
    var _ =
        writes
            .propose(new KvCommand.ReapTombstones(upToIndex))
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.warn("Tombstones could not be reaped, the next step will try", failure);
              }
            });
  }
}
