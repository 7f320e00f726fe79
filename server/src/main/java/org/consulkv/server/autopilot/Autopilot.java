package org.consulkv.server.autopilot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.membership.ClusterMember;
import org.consulkv.server.membership.ClusterMember.Status;
import org.consulkv.server.membership.ClusterMembers;
import org.consulkv.state.autopilot.AutopilotConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the servers while this one leads: asks each how it is, takes new ones into Raft when
/// they have proven themselves, and takes out those that left or were replaced.
///
/// Threading: guarded by its own lock, which is not held while others are asked.
public final class Autopilot {
  private static final Logger LOG = LoggerFactory.getLogger(Autopilot.class);

  /// How often the servers are asked.
  public static final Duration PERIOD = Duration.ofSeconds(2);

  /// A server that was taken out on purpose stays out so long, unless it goes and comes back.
  private static final Duration HELD = Duration.ofMinutes(1);

  /// A change of Raft's members that takes longer is not waited for.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ClusterMembers pool;
  private final LogMembership membership;
  private final ServerCalls calls;
  private final Supplier<LogStatus> log;
  private final Supplier<AutopilotConfig> config;
  private final Identity identity;
  private final Clock clock;
  private final Timers timers;
  private final Map<String, Observed> observed = new TreeMap<>();
  private boolean leads;
  private long lease;
  private boolean asking;
  private boolean changing;
  private @Nullable Scheduled next;

  /// Which server and cluster this is.
  ///
  /// @param self this server's node id
  /// @param cluster the id of the cluster; empty if it has none
  /// @param heartbeat how often a leader is heard of when nothing happens
  public record Identity(String self, Supplier<String> cluster, Duration heartbeat) {}

  public Autopilot(
      ClusterMembers pool,
      LogMembership membership,
      ServerCalls calls,
      Supplier<LogStatus> log,
      Supplier<AutopilotConfig> config,
      Identity identity,
      Clock clock,
      Timers timers) {
    this.pool = pool;
    this.membership = membership;
    this.calls = calls;
    this.log = log;
    this.config = config;
    this.identity = identity;
    this.clock = clock;
    this.timers = timers;
    pool.onChange(this::ask);
  }

  /// This server leads now.
  public void start() {
    synchronized (this) {
      leads = true;
      lease++;
      asking = false;
      changing = false;
      observed.clear();
    }
    ask();
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

  /// How the servers are. Of use on the leader only.
  public synchronized ServersHealth health() {
    LogStatus now = log.get();
    Instant instant = clock.now();
    Observed own = observed.get(identity.self());
    if (own != null) {
      own.answered(ownReport(), false, clock.nanos());
    }
    List<ServerHealth> all = new ArrayList<>();
    for (Observed server : observed.values()) {
      if (server.member().status() != Status.LEFT && server.member().status() != Status.REAPED) {
        String id = server.member().id();
        boolean voter = now.peers().stream().anyMatch(peer -> peer.id().equals(id) && peer.voter());
        all.add(server.health(now.leader().filter(id::equals).isPresent(), voter, instant));
      }
    }
    return ServersHealth.of(all);
  }

  /// A server is being taken out on purpose: it is not taken in again before it went, or for some
  /// time.
  public synchronized void hold(String id) {
    Observed known = observed.get(id);
    if (known != null) {
      known.hold(clock.nanos() + HELD.toNanos());
    }
  }

  private void ask() {
    List<ClusterMember> servers;
    Observed.Standard standard;
    long mine;
    synchronized (this) {
      if (!leads || asking) {
        return;
      }
      asking = true;
      mine = lease;
      servers = servers();
      LogStatus now = log.get();
      AutopilotConfig rules = config.get();
      Duration beats = identity.heartbeat().plus(identity.heartbeat());
      standard =
          new Observed.Standard(
              rules.lastContactThreshold().compareTo(beats) > 0
                  ? rules.lastContactThreshold()
                  : beats,
              now.lastLogTerm(),
              now.lastLogIndex(),
              rules.maxTrailingLogs());
    }
    CompletableFuture<?>[] all =
        servers.stream().map(server -> askOne(server, mine)).toArray(CompletableFuture[]::new);
    var _ = CompletableFuture.allOf(all).whenComplete((_, _) -> asked(standard, mine));
  }

  /// The servers of the pool, each of them observed. One that came back under another name is there
  /// twice; how it is now counts.
  private List<ClusterMember> servers() {
    Map<String, ClusterMember> servers = new TreeMap<>();
    var nearest = BinaryOperator.minBy(Comparator.comparing(ClusterMember::status));
    for (ClusterMember member : pool.members()) {
      if (member.server().isPresent() && !member.id().isEmpty()) {
        servers.merge(member.id(), member, nearest);
      }
    }
    long now = clock.nanos();
    observed.keySet().retainAll(servers.keySet());
    servers.forEach((id, member) ->
        observed.computeIfAbsent(id, _ -> new Observed(member, now)).member(member));
    return List.copyOf(servers.values());
  }

  private CompletableFuture<?> askOne(ClusterMember server, long mine) {
    CompletableFuture<ServerReport> answer =
        server.id().equals(identity.self())
            ? CompletableFuture.completedFuture(ownReport())
            : calls.report(server);
    return answer
        .<Optional<ServerReport>>thenApply(Optional::of)
        .exceptionally(_ -> Optional.empty())
        .thenAccept(report -> answered(server, report.orElse(null), mine));
  }

  private ServerReport ownReport() {
    return ServerReport.of(log.get(), identity.cluster().get(), "", 0);
  }

  private synchronized void answered(
      ClusterMember server, @Nullable ServerReport report, long mine) {
    Observed known = observed.get(server.id());
    if (mine == lease && known != null) {
      boolean foreign = false;
      if (report != null && isForeign(report)) {
        foreign = true;
        LOG.atError()
            .addKeyValue("server", server.name())
            .addKeyValue("cluster", report.cluster())
            .log("a server of another cluster is in the pool, and is not taken in");
      }
      known.answered(report, foreign, clock.nanos());
    }
  }

  private boolean isForeign(ServerReport report) {
    String own = identity.cluster().get();
    return !own.isEmpty() && !report.cluster().isEmpty() && !report.cluster().equals(own);
  }

  private void asked(Observed.Standard standard, long mine) {
    Optional<VoterPlan.Step> step = Optional.empty();
    synchronized (this) {
      if (mine != lease) {
        return;
      }
      asking = false;
      Instant now = clock.now();
      for (Observed server : observed.values()) {
        // A leader has nobody to lag behind.
        boolean leader = server.member().id().equals(identity.self());
        server.healthy(leader || server.meets(standard), now);
      }
      if (!changing) {
        step = plan();
        changing = step.isPresent();
      }
      if (next != null) {
        next.cancel();
      }
      boolean alone = observed.size() < 2 && log.get().peers().size() < 2;
      // With nobody else, there is nothing to ask until the pool changes.
      next = alone ? null : timers.after(PERIOD, this::ask);
    }
    step.ifPresent(change -> perform(change, mine));
  }

  private Optional<VoterPlan.Step> plan() {
    long now = clock.nanos();
    List<VoterPlan.Candidate> candidates =
        observed.values().stream().map(server -> server.candidate(now)).toList();
    int expect =
        observed.values().stream()
            .map(server -> server.member().server().orElseThrow().expect())
            .max(Integer::compare)
            .orElse(0);
    return VoterPlan.next(identity.self(), log.get().peers(), candidates, expect, config.get());
  }

  private void perform(VoterPlan.Step step, long mine) {
    LOG.atInfo().addKeyValue("id", step.id()).log("{}", step.shown());
    CompletableFuture<Void> done =
        switch (step) {
          case VoterPlan.Step.Put put -> takeIn(put.peer());
          case VoterPlan.Step.Remove remove -> membership.remove(remove.id());
          case VoterPlan.Step.HandOver to -> membership.transferLeadership(to.id());
        };
    Scheduled late = timers.after(PATIENCE, () -> performed(step, null, mine));
    var _ =
        done.whenComplete((_, failure) -> {
          late.cancel();
          performed(step, failure, mine);
        });
  }

  private CompletableFuture<Void> takeIn(Peer peer) {
    ClusterMember server;
    synchronized (this) {
      Observed known = observed.get(peer.id());
      if (known == null) {
        return CompletableFuture.failedFuture(new IllegalStateException("it is gone"));
      }
      server = known.member();
    }
    return calls.adopt(server).thenCompose(_ -> membership.put(peer));
  }

  private void performed(VoterPlan.Step step, @Nullable Throwable failure, long mine) {
    synchronized (this) {
      if (mine != lease || !changing) {
        return;
      }
      changing = false;
    }
    if (failure == null) {
      ask(); // there may be more to do
    } else {
      LOG.atWarn()
          .addKeyValue("id", step.id())
          .addKeyValue("error", failure.getMessage())
          .log("{} did not succeed, will be tried again", step.shown());
    }
  }
}
