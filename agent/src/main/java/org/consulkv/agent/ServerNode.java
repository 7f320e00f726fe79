package org.consulkv.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.SnapshotSchedule;
import org.consulkv.agent.founding.ClusterCalls;
import org.consulkv.agent.founding.Founding;
import org.consulkv.agent.founding.Promise;
import org.consulkv.agent.founding.ServerStanding;
import org.consulkv.agent.lifecycle.LastSeen;
import org.consulkv.agent.lifecycle.ServerPort;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.snapshot.ScheduledSnapshots;
import org.consulkv.consensus.rpc.RpcConnections;
import org.consulkv.consensus.rpc.RpcLimits;
import org.consulkv.consensus.rpc.RpcServer;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.Neighbours;
import org.consulkv.server.Server;
import org.consulkv.server.ServerConfig;
import org.consulkv.server.ServerLimits;
import org.consulkv.server.autopilot.ServerReport;
import org.consulkv.state.Store;
import org.jspecify.annotations.Nullable;

/// The store, the log and the server of this node, started and stopped together.
///
/// Threading: started and closed by the thread that runs the agent.
final class ServerNode implements AutoCloseable {
  /// About how often a follower hears of its leader at a `raft_multiplier` of 1, at least.
  private static final Duration HEARTBEAT = Duration.ofMillis(75);

  private final RpcServices services;
  private final RpcClient rpc;
  private final @Nullable RpcServer port;
  private final ServerLog log;
  private final Server server;
  private final ClusterCalls calls;
  private final Optional<Founding> founding;
  private final Optional<ScheduledSnapshots> snapshots;
  private final Optional<LastSeen> lastSeen;
  private final LeaderContact contact;

  private ServerNode(
      RpcServices services,
      RpcClient rpc,
      @Nullable RpcServer port,
      ServerLog log,
      Server server,
      ClusterCalls calls,
      Optional<Founding> founding,
      Optional<ScheduledSnapshots> snapshots,
      Optional<LastSeen> lastSeen,
      LeaderContact contact) {
    this.services = services;
    this.rpc = rpc;
    this.port = port;
    this.log = log;
    this.server = server;
    this.calls = calls;
    this.founding = founding;
    this.snapshots = snapshots;
    this.lastSeen = lastSeen;
    this.contact = contact;
  }

  /// @param fatal told what stopped the log for good
  /// @throws AgentException if the port is taken or the log cannot be opened
  static ServerNode start(
      AgentConfig config,
      LiveConfig live,
      AgentParts parts,
      Metrics metrics,
      Cluster cluster,
      Consumer<? super Throwable> fatal) {
    String bind = config.addresses().bind();
    int number = config.ports().server();
    parts
        .identity()
        .directory()
        .ifPresent(data ->
            LastSeen.requireRecent(data, config.raft().rejoinAgeMax(), parts.clock().now()));
    ServerPort.requireFree(bind, number);
    Store store = new Store();
    RpcServices services = new RpcServices();
    RpcClient rpc = RpcConnections.start("rpc-client", live::tls, RpcLimits.DEFAULT);
    Promise promise = new Promise(parts.clock());
    RpcServer port = config.role().dev() ? listen(config, live, services) : null;
    ServerLog log = ServerLog.open(config, live, parts, store, fatal, cluster, services);
    ClusterCalls calls = new ClusterCalls(rpc, cluster.servers(), log.file());
    Server server = server(config, live, parts, metrics, cluster, store, log, calls);
    log.log()
        .onLeadership(leads -> {
          if (leads) {
            metrics.counter("raft.state.leader").add(1);
            cluster.announceLeader();
          }
        });
    ClusterCalls.answer(
        services,
        () ->
            ServerReport.of(
                log.inside(), log.file().cluster(), promise.to(), config.role().bootstrapExpect()),
        promise,
        log.file(),
        id -> server.raft().takeOut(id));
    Optional<Founding> founding =
        log.founding()
            .map(durable -> {
              ServerStanding standing =
                  new ServerStanding(
                      log.file(), durable, parts.identity().nodeId(), advertised(config));
              return Founding.start(
                  parts.identity().nodeId(),
                  config.role().bootstrapExpect(),
                  cluster.servers(),
                  calls,
                  promise,
                  standing,
                  parts.timers(),
                  parts.chance());
            });
    return new ServerNode(
        services,
        rpc,
        port,
        log,
        server,
        calls,
        founding,
        snapshots(config, parts, server),
        parts
            .identity()
            .directory()
            .map(data -> LastSeen.start(data, parts.clock(), parts.timers())),
        LeaderContact.start(server, metrics, parts.timers()));
  }

  private static Server server(
      AgentConfig config,
      LiveConfig live,
      AgentParts parts,
      Metrics metrics,
      Cluster cluster,
      Store store,
      ServerLog log,
      ClusterCalls calls) {
    ServerConfig server = serverConfig(config, parts.identity().nodeId());
    PoolMembers pool =
        new PoolMembers(cluster, server.nodeName(), server.taggedAddresses(), live::nodeMeta);
    return Server.start(
        new MeasuredLog<>(log.log(), metrics),
        store,
        parts.clock(),
        parts.timers(),
        parts.chance(),
        server,
        new Neighbours(
            pool,
            log.membership(),
            calls,
            log.file()::cluster,
            config.raft().autopilot(),
            HEARTBEAT.multipliedBy(config.raft().multiplier())));
  }

  /// A server that keeps nothing on disk saves none, unless it is told where to.
  private static Optional<ScheduledSnapshots> snapshots(
      AgentConfig config, AgentParts parts, Server server) {
    SnapshotSchedule schedule = config.raft().schedule();
    return schedule
        .directory()
        .or(() -> config.process().dataDir().map(data -> data.resolve("snapshots")))
        .map(directory ->
            ScheduledSnapshots.start(
                schedule,
                directory,
                out -> server.snapshots().save().writeTo(out),
                server::leads,
                parts.clock(),
                parts.timers(),
                Thread::startVirtualThread));
  }

  /// A server without a log on disk listens all the same: others may call it.
  private static RpcServer listen(AgentConfig config, LiveConfig live, RpcServices services) {
    InetSocketAddress address =
        new InetSocketAddress(config.addresses().bind(), config.ports().server());
    try {
      return RpcServer.start(address, services, live::tls, live.rpcLimits());
    } catch (IOException e) {
      throw new AgentException(
          "Failed to start Consul server: Failed to start RPC layer: " + e.getMessage(), e);
    }
  }

  /// Host and port of this server as others reach it.
  static String advertised(AgentConfig config) {
    String host = config.addresses().advertise();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + config.ports().server();
  }

  private static ServerConfig serverConfig(AgentConfig config, String nodeId) {
    ServerConfig defaults =
        ServerConfig.of(
            config.node().name(),
            nodeId,
            config.node().datacenter(),
            config.addresses().advertise());
    return new ServerConfig(
        config.node().name(),
        nodeId,
        config.node().datacenter(),
        config.addresses().advertise(),
        config.ports().server(),
        NodeEntry.taggedAddresses(config),
        NodeMeta.ofNode(config),
        NodeMeta.ofServer(config),
        config.sessions().ttlMin().isZero() ? defaults.sessionTtlMin() : config.sessions().ttlMin(),
        defaults.tombstoneTtl(),
        defaults.tombstoneGranularity(),
        config.raft().rpcHoldTimeout(),
        ServerLimits.DEFAULT);
  }

  Server server() {
    return server;
  }

  /// What this server answers other agents.
  RpcServices services() {
    return services;
  }

  /// For calls to other agents.
  RpcClient rpc() {
    return rpc;
  }

  /// Takes leave of Raft; never fails.
  CompletableFuture<Void> leave(AddressBook addresses, Timers timers) {
    founding.ifPresent(Founding::close);
    return new RaftLeave(server, calls, addresses, timers).leave();
  }

  @Override
  public void close() {
    contact.close();
    lastSeen.ifPresent(LastSeen::close);
    snapshots.ifPresent(ScheduledSnapshots::close);
    founding.ifPresent(Founding::close);
    rpc.close();
    server.close();
    log.close();
    if (port != null) {
      port.close();
    }
  }
}
