package org.consulkv.agent.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.AgentParts;
import org.consulkv.agent.Member;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.JoinConfig;
import org.consulkv.agent.lifecycle.DataDirectory;
import org.consulkv.gossip.net.GossipPool;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.PoolEvent;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.Timers;

/// This agent among others: a member of its datacenter's pool and, if it is a server, of the pool
/// of all datacenters' servers.
///
/// Threading: thread-safe.
public final class Cluster implements AddressBook, AutoCloseable {
  private final KnownServers servers;
  private final List<Consumer<MemberEvent>> memberListeners = new CopyOnWriteArrayList<>();
  private final Pool lan;
  private final Optional<Pool> wan;
  private final List<RetryJoin> joining = new CopyOnWriteArrayList<>();

  private Cluster(AgentConfig config, AgentParts parts) {
    servers = new KnownServers(config.node().datacenter());
    lan = begin(config, parts, false);
    wan =
        config.role().server() && config.ports().serfWan() > 0
            ? Optional.of(begin(config, parts, true))
            : Optional.empty();
  }

  /// Begins to start the pools, in the background: [#await] tells whether they did.
  public static Cluster begin(AgentConfig config, AgentParts parts) {
    return new Cluster(config, parts);
  }

  private Pool begin(AgentConfig config, AgentParts parts, boolean inWan) {
    Optional<Path> directory = parts.identity().directory().map(DataDirectory::path);
    return Pool.begin(
        inWan ? "WAN" : "LAN",
        PoolSettings.of(config, parts.identity().nodeId(), directory, _ -> true, inWan),
        Keyring.NONE,
        parts.clock(),
        parts.chance(),
        event -> happened(event, inWan));
  }

  private void happened(PoolEvent event, boolean inWan) {
    servers.happened(event, inWan);
    if (!inWan) {
      memberEvent(event).ifPresent(told -> memberListeners.forEach(one -> one.accept(told)));
    }
  }

  private static Optional<MemberEvent> memberEvent(PoolEvent event) {
    return switch (event) {
      case PoolEvent.Joined(var member) -> told(MemberEvent.Kind.JOINED, member);
      case PoolEvent.Left(var member) -> told(MemberEvent.Kind.LEFT, member);
      case PoolEvent.Failed(var member) -> told(MemberEvent.Kind.FAILED, member);
      case PoolEvent.Updated(var member) -> told(MemberEvent.Kind.UPDATED, member);
      case PoolEvent.Reaped(var member) -> told(MemberEvent.Kind.REAPED, member);
      case PoolEvent.User _, PoolEvent.Asked _, PoolEvent.NameLost _ -> Optional.empty();
    };
  }

  private static Optional<MemberEvent> told(
      MemberEvent.Kind kind, org.consulkv.gossip.serf.Member member) {
    return Optional.of(new MemberEvent(kind, Pool.shown(member)));
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
    memberListeners.add(listener);
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
    wan.ifPresent(Pool::close);
    lan.close();
  }
}
