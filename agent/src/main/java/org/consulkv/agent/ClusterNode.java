package org.consulkv.agent;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.local.CatalogAliases;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.query.QueryCalls;
import org.consulkv.agent.query.RemoteQueries;
import org.consulkv.agent.router.CallMeter;
import org.consulkv.agent.router.Leadership;
import org.consulkv.agent.router.Router;
import org.consulkv.agent.router.RouterConfig;
import org.consulkv.agent.sync.Catalog;
import org.consulkv.agent.sync.CatalogCalls;
import org.consulkv.agent.sync.MemberCatalog;
import org.consulkv.agent.sync.RemoteAliases;
import org.consulkv.agent.sync.RemoteCatalog;
import org.consulkv.consensus.rpc.RpcConnections;
import org.consulkv.consensus.rpc.RpcLimits;
import org.consulkv.runtime.AddressBook;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.Server;
import org.jspecify.annotations.Nullable;

/// This agent's part in its cluster: a server, or a client that keeps nothing of the cluster's and
/// asks servers for everything.
///
/// Threading: started and closed by the thread that runs the agent.
final class ClusterNode implements AutoCloseable {
  private final @Nullable ServerNode server;
  private final RpcClient rpc;
  private final RpcServices services;
  private final Router router;
  private final Catalog catalog;
  private final CatalogAliases aliases;
  private final LiveConfig live;

  private ClusterNode(
      @Nullable ServerNode server,
      RpcClient rpc,
      RpcServices services,
      Router router,
      Catalog catalog,
      CatalogAliases aliases,
      LiveConfig live) {
    this.server = server;
    this.rpc = rpc;
    this.services = services;
    this.router = router;
    this.catalog = catalog;
    this.aliases = aliases;
    this.live = live;
  }

  /// @param fatal told what stopped a server's log for good
  /// @throws AgentException if a server's port is taken or its log cannot be opened
  static ClusterNode start(
      AgentConfig config,
      AgentParts parts,
      Metrics metrics,
      Cluster cluster,
      Consumer<? super Throwable> fatal) {
    LiveConfig live = new LiveConfig(config);
    return config.role().server()
        ? server(
            config,
            parts,
            cluster,
            ServerNode.start(config, live, parts, metrics, cluster, fatal),
            live)
        : client(config, parts, metrics, cluster, live);
  }

  private static ClusterNode server(
      AgentConfig config, AgentParts parts, Cluster cluster, ServerNode node, LiveConfig live) {
    Server server = node.server();
    Leadership leadership = new ServerLeadership(server, cluster);
    Router router = router(config, parts, cluster, node.rpc(), leadership, CallMeter.NONE);
    new CatalogCalls(server, router, parts.timers()).addTo(node.services());
    new QueryCalls(server).addTo(node.services());
    server
        .queries()
        .reach(new RemoteQueries(router, cluster::datacenters, config.node().datacenter()));
    return new ClusterNode(
        node,
        node.rpc(),
        node.services(),
        router,
        new MemberCatalog(server, router),
        CatalogAliases.of(server),
        live);
  }

  private static ClusterNode client(
      AgentConfig config, AgentParts parts, Metrics metrics, Cluster cluster, LiveConfig live) {
    RpcClient rpc = RpcConnections.start("rpc-client", live::tls, RpcLimits.DEFAULT);
    CallMeter meter = CallMeter.of(live::limits, parts.clock(), metrics);
    Router router = router(config, parts, cluster, rpc, Leadership.NONE, meter);
    return new ClusterNode(
        null,
        rpc,
        new RpcServices(),
        router,
        new RemoteCatalog(router),
        new RemoteAliases(router, parts.timers()),
        live);
  }

  private static Router router(
      AgentConfig config,
      AgentParts parts,
      Cluster cluster,
      RpcClient rpc,
      Leadership leadership,
      CallMeter meter) {
    return new Router(
        rpc,
        cluster.servers(),
        leadership,
        RouterConfig.of(config.node().datacenter(), config.raft().rpcHoldTimeout()),
        parts.clock(),
        parts.timers(),
        parts.chance(),
        meter);
  }

  /// Reads what a newer configuration needs.
  ///
  /// @return takes it over
  /// @throws AgentException if that cannot be done
  Runnable prepare(AgentConfig newer) {
    return live.prepare(newer);
  }

  /// The server; empty for a client.
  Optional<Server> server() {
    return Optional.ofNullable(server).map(ServerNode::server);
  }

  Router router() {
    return router;
  }

  /// What this agent answers to others; nobody can ask a client.
  RpcServices services() {
    return services;
  }

  /// The way to the catalog.
  Catalog catalog() {
    return catalog;
  }

  /// The checks of other nodes.
  CatalogAliases aliases() {
    return aliases;
  }

  /// Takes leave of what servers have in common; never fails.
  CompletableFuture<Void> leave(AddressBook addresses, Timers timers) {
    return server == null
        ? CompletableFuture.completedFuture(null)
        : server.leave(addresses, timers);
  }

  @Override
  public void close() {
    router.close();
    if (server != null) {
      server.close();
    } else {
      rpc.close();
    }
  }
}
