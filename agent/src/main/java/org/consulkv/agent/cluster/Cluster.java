package org.consulkv.agent.cluster;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.AgentParts;
import org.consulkv.agent.Member;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.JoinConfig;
import org.consulkv.agent.coordinate.DatacenterPlaces;
import org.consulkv.agent.event.UserEvent;
import org.consulkv.agent.keyring.KeyringReport;
import org.consulkv.agent.keyring.KeyringRequest;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.gossip.net.GossipPool;
import org.consulkv.gossip.serf.MemberStatus;
import org.consulkv.gossip.serf.PoolEvent;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Timers;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.coordinate.Coordinate;

/// This agent among others: a member of its datacenter's pool and, if it is a server, of the pool
/// of all datacenters' servers.
///
/// Threading: thread-safe.
public final class Cluster implements AddressBook, AutoCloseable {
  /// The name of the event by which Consul's servers say that there is a new leader.
  private static final String NEW_LEADER = "consul:new-leader";

  private final KnownServers servers;
  private final PoolNews news;
  private final String datacenter;
  private final Pool lan;
  private final Optional<Pool> wan;
  private final List<RetryJoin> joining = new CopyOnWriteArrayList<>();
  private final Optional<WanFlood> flood;
  private final String name;

  private Cluster(AgentConfig config, AgentParts parts, Metrics metrics) {
    datacenter = config.node().datacenter();
    name = config.node().name();
    servers = new KnownServers(datacenter);
    news = new PoolNews(new PoolLog(config.role().server()));
    lan = Pool.begin(config, parts, metrics, this::happened, false);
    boolean inWan = config.role().server() && config.ports().serfWan() > 0;
    try {
      wan =
          inWan
              ? Optional.of(Pool.begin(config, parts, metrics, this::happened, true))
              : Optional.empty();
    } catch (AgentException e) {
      lan.close();
      throw e;
    }
    flood = wan.map(pool -> flood(pool, parts));
  }

  /// Begins to start the pools, in the background: [#await] tells whether they did.
  ///
  /// @throws AgentException if the keys that were kept cannot be read
  public static Cluster begin(AgentConfig config, AgentParts parts, Metrics metrics) {
    return new Cluster(config, parts, metrics);
  }

  /// Whether the agent's gossip will be encrypted, by its configuration or by the keys it has from
  /// before.
  public static boolean encrypts(AgentConfig config) {
    return !config.gossip().encrypt().key().isEmpty()
        || KeyringFile.of(config.gossip().encrypt(), config.process().dataDir(), false).exists();
  }

  private WanFlood flood(Pool pool, AgentParts parts) {
    WanFlood bringing =
        new WanFlood(
            servers::servers,
            pool::alive,
            address -> JoinAttempt.join(pool.await(), address),
            parts.timers(),
            parts.chance(),
            Thread::startVirtualThread);
    servers.onChange(bringing::look);
    return bringing;
  }

  private void happened(PoolEvent event, boolean inWan) {
    servers.happened(event, inWan);
    news.happened(event, inWan);
  }

  /// Completes when another member took this agent's name and most members side with it: this agent
  /// must stop.
  public CompletableFuture<Void> nameLost() {
    return news.nameLost();
  }

  /// Waits until the pools listen.
  ///
  /// @throws AgentException if one cannot
  public void await() {
    GossipPool _ = lan.await();
    wan.ifPresent(Pool::await);
  }

  /// The members of the local pool, or of that of all datacenters' servers; the latter has none for
  /// a client agent.
  public List<Member> members(boolean inWan) {
    return inWan ? wan.map(Pool::members).orElse(List.of()) : lan.members();
  }

  /// How many members of the local pool are alive and not servers.
  public long clients() {
    return lan.members().stream()
        .filter(member -> member.status() == MemberStatus.ALIVE.number())
        .filter(member -> !MemberTags.isServer(member.tags()))
        .count();
  }

  /// This agent in the local pool.
  public Member self() {
    return lan.self();
  }

  /// The servers that this agent knows of.
  public ServerDirectory servers() {
    return servers;
  }

  @Override
  public Optional<InetSocketAddress> addressOf(String nodeId) {
    return servers.byId(nodeId).map(KnownServer::address);
  }

  /// Tells the listener what happens to members of the local pool from now on. Called on the gossip
  /// loop: it must not block.
  public void onMember(Consumer<MemberEvent> listener) {
    news.onMember(listener);
  }

  /// Tells the listener whenever a server joins the local pool, or comes back. Called on the gossip
  /// loop: it must not block.
  public void onServer(Runnable listener) {
    onMember(event -> {
      if (event.kind() == MemberEvent.Kind.JOINED && MemberTags.isServer(event.member().tags())) {
        listener.run();
      }
    });
  }

  /// Joins the pool of another agent. Blocks.
  ///
  /// @param address `host`, `host:port` or a name that resolves to several; without a port, this
  ///   agent's own port of that pool
  /// @return how many could be joined
  /// @throws AgentException if none could
  public int join(String address, boolean inWan) {
    if (inWan && wan.isEmpty()) {
      throw new AgentException("Must be a server to join WAN cluster");
    }
    return JoinAttempt.join((inWan ? wan.get() : lan).await(), List.of(address));
  }

  /// Declares a failed member to have left. A server that is gone from its datacenter is gone from
  /// the pool of all servers, too.
  ///
  /// @param name of the node; in the pool of all servers, it may be given without its datacenter
  /// @param prune whether it is forgotten at once
  /// @param onlyWan whether only the pool of all servers is meant
  /// @throws AgentException if there is no such member
  public void forceLeave(String name, boolean prune, boolean onlyWan) {
    String full = name.endsWith("." + datacenter) ? name : name + "." + datacenter;
    boolean found = !onlyWan && forceLeave(lan, name, prune);
    if (wan.isPresent()) {
      found |= forceLeave(wan.get(), name, prune) || forceLeave(wan.get(), full, prune);
    }
    if (!found) {
      throw new AgentException("agent: No node found with name '" + name + "'");
    }
  }

  private static boolean forceLeave(Pool pool, String name, boolean prune) {
    boolean known = pool.members().stream().anyMatch(member -> member.name().equals(name));
    if (known) {
      pool.running().ifPresent(running -> running.forceLeave(name, prune));
    }
    return known;
  }

  /// Says goodbye to the other datacenters' servers, then to the local pool.
  public CompletableFuture<Void> leave() {
    joining.forEach(RetryJoin::close);
    flood.ifPresent(WanFlood::close);
    return wan.map(Pool::leave)
        .orElse(CompletableFuture.completedFuture(null))
        .thenCompose(_ -> lan.leave());
  }

  /// Whether there are others in the local pool, as far as can be seen.
  public boolean hasOthers() {
    return lan.hasOthers();
  }

  /// Tells all agents of the datacenter, this one included; completes when this one has it. It
  /// fails with an [ApiException] if the event is too long to be told.
  public CompletableFuture<Void> fire(UserEvent event) {
    try {
      return lan.await().fire(EventCodec.name(event), EventCodec.encode(event), false);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          new ApiException(ErrorKind.REFUSED, String.valueOf(e.getMessage()), e));
    }
  }

  /// Tells the members of the local pool, other programs among them, that this agent leads now.
  public void announceLeader() {
    lan.announce(NEW_LEADER, Bytes.utf8(name));
  }

  /// Tells the listener of each event of agents from now on. Called on the gossip loop: it must not
  /// block.
  public void onEvent(Consumer<UserEvent> listener) {
    news.onEvent(listener);
  }

  /// Where this agent is, as seen by the members of the local pool.
  public Coordinate coordinate() {
    return lan.running().map(pool -> shown(pool.coordinate())).orElse(Coordinate.ORIGIN);
  }

  static Coordinate shown(org.consulkv.gossip.coordinate.Coordinate place) {
    return new Coordinate(place.vector(), place.error(), place.adjustment(), place.height());
  }

  /// Where the servers of all datacenters are, this datacenter first, then by distance.
  public CompletableFuture<List<DatacenterPlaces>> datacenters() {
    return wan.flatMap(Pool::running)
        .map(pool -> new WanPlaces(pool, servers).byDistance(datacenter, name))
        .orElseGet(() ->
            CompletableFuture.completedFuture(
                List.of(new DatacenterPlaces(datacenter, List.of()))));
  }

  /// A pool in numbers, as `consul info` shows it; empty if this agent is not in it.
  public SortedMap<String, String> stats(boolean inWan) {
    return inWan ? wan.map(Pool::stats).orElseGet(TreeMap::new) : lan.stats();
  }

  /// Whether this agent is in the pool of all datacenters' servers.
  public boolean isInWan() {
    return wan.isPresent();
  }

  /// Changes the keyrings of all members of a pool, or looks at them. The future does not fail.
  public CompletableFuture<KeyringReport> keyring(KeyringRequest request, boolean inWan) {
    GossipPool pool = inWan ? wan.orElseThrow().await() : lan.await();
    return PoolKeys.run(pool, request, datacenter, inWan);
  }

  /// Begins to join those that the configuration names, in the background.
  ///
  /// @param givenUp called when the last attempt that is allowed has failed
  public void joinConfigured(AgentConfig config, Timers timers, Runnable givenUp) {
    startJoining(lan, "LAN", config.join().lan(), timers, givenUp);
    wan.ifPresent(pool -> startJoining(pool, "WAN", config.join().wan(), timers, givenUp));
  }

  private void startJoining(
      Pool pool, String label, JoinConfig.Retry retry, Timers timers, Runnable givenUp) {
    RetryJoin one =
        new RetryJoin(
            label,
            retry,
            address -> JoinAttempt.join(pool.await(), List.of(address)),
            timers,
            Thread::startVirtualThread,
            givenUp);
    joining.add(one);
    one.start();
  }

  /// Stops without saying goodbye.
  @Override
  public void close() {
    joining.forEach(RetryJoin::close);
    flood.ifPresent(WanFlood::close);
    wan.ifPresent(Pool::close);
    lan.close();
  }
}
