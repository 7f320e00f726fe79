package org.consulkv.agent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.consulkv.agent.cluster.Cluster;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.coordinate.DatacenterPlaces;
import org.consulkv.agent.event.Events;
import org.consulkv.agent.event.NodeServices;
import org.consulkv.agent.keyring.AllKeyrings;
import org.consulkv.agent.keyring.Keyrings;
import org.consulkv.agent.lifecycle.FileDescriptors;
import org.consulkv.agent.local.LocalState;
import org.consulkv.agent.local.Registrations;
import org.consulkv.agent.log.LogStream;
import org.consulkv.agent.metrics.Meters;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.ProcessGauges;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent, a server or a client.
///
/// Threading: thread-safe; the configuration in effect is volatile and replaced whole.
public final class RunningAgent implements Agent {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final Logger SERVER_LOG = LoggerFactory.getLogger("agent.server");

  private final AgentParts parts;
  private final ClusterNode node;
  private final LocalNode local;
  private final Meters metrics;
  private final Cluster cluster;
  private final Events events;
  private final AllKeyrings keyrings;
  private final CompletableFuture<Integer> ended;
  private final Reloading reloading;
  private final Departure departure;
  private volatile AgentConfig config;

  private RunningAgent(
      AgentConfig config,
      AgentParts parts,
      Meters metrics,
      Cluster cluster,
      ClusterNode node,
      LocalNode local,
      CompletableFuture<Integer> ended) {
    this.config = config;
    this.parts = parts;
    this.node = node;
    this.local = local;
    this.ended = ended;
    this.cluster = cluster;
    this.metrics = metrics;
    events =
        new Events(
            config.node().name(),
            () -> NodeServices.of(local.state().services()),
            parts.chance(),
            cluster::fire);
    cluster.onEvent(events::receive);
    departure = new Departure(node, cluster, parts.timers());
    keyrings = new AllKeyrings(cluster, node.router(), config.node().datacenter());
    keyrings.addTo(node.services());
    reloading = new Reloading(parts.reloaded(), local);
    reloading.add(node::prepare);
    reloading.add(newer -> () -> parts.log().setLevel(newer.log().level()));
    reloading.add(newer -> () -> metrics.reload(newer.telemetry()));
  }

  /// Starts the node.
  ///
  /// @throws AgentException if it cannot start; nothing is left running then
  public static RunningAgent start(AgentConfig config, AgentParts parts) {
    FileDescriptors.requireEnoughFor(config.limits().httpMaxConnsPerClient());
    CompletableFuture<Integer> ended = new CompletableFuture<>();
    // Nothing may go on after an error, such as a broken invariant, on whatever thread it came up.
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failed(thread, failure, ended));
    Meters metrics =
        new Meters(config.telemetry(), config.node().name(), parts.clock(), parts.timers());
    Cluster cluster = startCluster(config, parts, metrics);
    cluster.joinConfigured(config, parts.timers(), () -> ended.complete(1));
    ClusterNode node = startNode(config, parts, metrics, cluster, ended);
    LocalNode local = startLocal(config, parts, metrics, cluster, node);
    RunningAgent agent = new RunningAgent(config, parts, metrics, cluster, node, local, ended);
    agent.registerGauges();
    var _ = cluster.nameLost().thenRun(() -> ended.complete(1));
    return agent;
  }

  private static Cluster startCluster(AgentConfig config, AgentParts parts, Meters metrics) {
    try {
      return Cluster.begin(config, parts, metrics);
    } catch (AgentException e) {
      metrics.close();
      throw e;
    }
  }

  private static ClusterNode startNode(
      AgentConfig config,
      AgentParts parts,
      Meters metrics,
      Cluster cluster,
      CompletableFuture<Integer> ended) {
    try {
      ClusterNode node =
          ClusterNode.start(
              config,
              parts,
              metrics,
              cluster,
              failure -> {
                LOG.error("The server has failed and the agent must stop", failure);
                ended.complete(1);
              });
      awaitPools(cluster, node);
      return node;
    } catch (AgentException e) {
      cluster.close();
      metrics.close();
      SERVER_LOG.info("shutting down server");
      throw e;
    }
  }

  private static void awaitPools(Cluster cluster, ClusterNode node) {
    try {
      cluster.await();
    } catch (AgentException e) {
      node.close();
      throw e;
    }
  }

  private static LocalNode startLocal(
      AgentConfig config, AgentParts parts, Meters metrics, Cluster cluster, ClusterNode node) {
    try {
      return LocalNode.start(config, parts, cluster, node);
    } catch (AgentException e) {
      metrics.close();
      cluster.close();
      node.close();
      throw e;
    }
  }

  private static void failed(Thread thread, Throwable failure, CompletableFuture<Integer> ended) {
    LOG.atError()
        .addKeyValue("thread", thread.getName())
        .setCause(failure)
        .log("Unexpected failure");
    if (failure instanceof Error) {
      ended.complete(1);
    }
  }

  private void registerGauges() {
    ProcessGauges.register(metrics);
    String datacenter = config.node().datacenter();
    node.server().ifPresent(server -> ServersGauges.register(metrics, server, cluster, datacenter));
  }

  @Override
  public AgentConfig config() {
    return config;
  }

  @Override
  public String nodeId() {
    return parts.identity().nodeId();
  }

  @Override
  public Optional<Server> server() {
    return node.server();
  }

  @Override
  public Router router() {
    return node.router();
  }

  @Override
  public CompletableFuture<List<DatacenterPlaces>> datacenters() {
    return cluster.datacenters();
  }

  @Override
  public Keyrings keyrings() {
    return keyrings;
  }

  @Override
  public RpcServices rpc() {
    return node.services();
  }

  @Override
  public LocalState local() {
    return local.state();
  }

  @Override
  public Registrations registrations() {
    return local.registrations();
  }

  @Override
  public Self self() {
    return new SelfReport(config, nodeId(), cluster, node.server(), local.state()).report();
  }

  @Override
  public List<Member> members(boolean wan) {
    return cluster.members(wan);
  }

  @Override
  public void join(String address, boolean wan) {
    int _ = cluster.join(address, wan);
  }

  @Override
  public void forceLeave(String node, boolean prune, boolean wan) {
    cluster.forceLeave(node, prune, wan);
  }

  @Override
  public Events events() {
    return events;
  }

  @Override
  public Metrics metrics() {
    return metrics;
  }

  @Override
  public LogStream logs() {
    return parts.log();
  }

  @Override
  public synchronized void reload() {
    config = reloading.reload(config);
  }

  /// Hands the configuration over whenever it was read again.
  ///
  /// @param preparation reads what it needs, or throws an [AgentException], and then nothing
  ///   changes; what it gives takes the configuration over
  public void onReload(Function<AgentConfig, Runnable> preparation) {
    reloading.add(preparation);
  }

  @Override
  public CompletableFuture<Void> leave() {
    CompletableFuture<Void> left = departure.leave(config);
    var _ = left.thenRun(() -> ended.complete(0));
    return left;
  }

  @Override
  public CompletableFuture<Integer> ended() {
    return ended;
  }

  @Override
  public void close() {
    SERVER_LOG.info("shutting down server");
    local.close();
    metrics.close();
    node.close();
    cluster.close();
    parts.identity().close();
  }
}
