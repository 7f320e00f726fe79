package org.consulkv.http;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.consulkv.agent.Agent;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.http.agent.AgentRoutes;
import org.consulkv.http.agent.CheckRoutes;
import org.consulkv.http.agent.LocalHealthRoutes;
import org.consulkv.http.agent.MembershipRoutes;
import org.consulkv.http.agent.MetricsStreamRoute;
import org.consulkv.http.agent.MonitorRoute;
import org.consulkv.http.agent.ServiceRoutes;
import org.consulkv.http.agent.TokenRoutes;
import org.consulkv.http.catalog.CatalogRoutes;
import org.consulkv.http.catalog.HealthRoutes;
import org.consulkv.http.catalog.MeshRoutes;
import org.consulkv.http.catalog.RegisterRoutes;
import org.consulkv.http.coordinate.CoordinateRoutes;
import org.consulkv.http.event.EventRoutes;
import org.consulkv.http.forward.Answering;
import org.consulkv.http.forward.Forwarding;
import org.consulkv.http.forward.Patience;
import org.consulkv.http.forward.Progress;
import org.consulkv.http.keyring.KeyringRoutes;
import org.consulkv.http.kv.KvRoutes;
import org.consulkv.http.listener.Listener;
import org.consulkv.http.listener.ListenerConfig;
import org.consulkv.http.operator.AutopilotRoutes;
import org.consulkv.http.operator.OperatorRoutes;
import org.consulkv.http.query.QueryRoutes;
import org.consulkv.http.reading.Reading;
import org.consulkv.http.reading.WaitTimes;
import org.consulkv.http.session.SessionRoutes;
import org.consulkv.http.snapshot.SnapshotRoutes;
import org.consulkv.http.status.StatusRoutes;
import org.consulkv.http.txn.TxnRoutes;
import org.consulkv.http.ui.UiRoutes;
import org.consulkv.runtime.SystemChance;
import org.consulkv.server.Server;

/// The HTTP API of one agent, on the addresses of its configuration.
///
/// Threading: thread-safe.
public final class HttpServer implements AutoCloseable {
  private final Listener listener;

  private HttpServer(Listener listener) {
    this.listener = listener;
  }

  /// Loads, on a thread of its own, what [#start] will need.
  public static void prepare() {
    Thread.ofPlatform().daemon().name("http-prepare").start(Listener::load);
  }

  /// Starts to serve.
  ///
  /// @throws IOException if an address cannot be had
  public static HttpServer start(Agent agent) throws IOException {
    AgentConfig config = agent.config();
    return start(agent, config.addresses().http(), config.addresses().https());
  }

  static HttpServer start(Agent agent, List<ListenAddress> addresses) throws IOException {
    return start(agent, addresses, List.of());
  }

  static HttpServer start(Agent agent, List<ListenAddress> addresses, List<ListenAddress> secure)
      throws IOException {
    AgentConfig config = agent.config();
    ListenerConfig listening =
        new ListenerConfig(
            addresses,
            secure,
            config.limits().httpsHandshakeTimeout(),
            config.addresses().unixSockets(),
            config.limits().httpMaxConnsPerClient(),
            config.http().maxHeaderBytes(),
            config.http().responseHeaders(),
            0);
    SslContext tls = secure.isEmpty() ? null : Certificates.of(config.https());
    Api api = api(agent);
    Listener listener = Listener.start(listening, api, tls);
    new Answering(api, listener::loop, new Progress(agent.server())).addTo(agent.rpc());
    return new HttpServer(listener);
  }

  /// Reads the certificates of HTTPS again.
  ///
  /// @return takes them over, and how many connections a client may have, for connections from then
  ///   on
  /// @throws org.consulkv.agent.AgentException if they are not usable
  public Runnable prepare(AgentConfig config) {
    Optional<SslContext> certificates =
        config.addresses().https().isEmpty()
            ? Optional.empty()
            : Optional.of(Certificates.of(config.https()));
    return () -> {
      listener.connectionsPerClient(config.limits().httpMaxConnsPerClient());
      certificates.ifPresent(listener::certificates);
    };
  }

  /// The API without a listener.
  static Api api(Agent agent) {
    ApiConfig config = ApiConfig.of(agent.config());
    AgentConfig whole = agent.config();
    Patience patience =
        new Patience(
            () -> agent.config().limits().rpcClientTimeout(),
            new WaitTimes(new SystemChance(), config.defaultWait(), config.maxWait()));
    Executor mayBlock = Thread::startVirtualThread;
    Forwarding others =
        new Forwarding(agent.router(), agent.server(), patience, whole.cache(), mayBlock);
    Placement placement = new Placement(config.datacenter(), others);
    return new Api(config, routes(agent, config, placement, mayBlock), placement);
  }

  private static Routes routes(
      Agent agent, ApiConfig config, Placement placement, Executor mayBlock) {
    Server server = agent.server().orElseGet(NoServer::of);
    Reading reading =
        new Reading(
            server.reads(),
            server.blockingQueries(),
            placement,
            new SystemChance(),
            config.defaultWait(),
            config.maxWait(),
            agent.metrics().counter("rpc.query"));
    agent.metrics().gauge("rpc.queries_blocking", () -> server.blockingQueries().parked());
    Routes routes = new Routes();
    new KvRoutes(reading, server.kv(), placement).addTo(routes, config.maxValueBytes());
    new TxnRoutes(
            reading, server.transactions(), placement, config.datacenter(), config.maxValueBytes())
        .addTo(routes, config.maxTxnBytes());
    new SessionRoutes(reading, server.sessions(), placement).addTo(routes);
    new QueryRoutes(reading, server.queries(), placement).addTo(routes);
    new EventRoutes(reading, agent.events(), placement).addTo(routes);
    new CatalogRoutes(reading, agent::datacenters).addTo(routes);
    new HealthRoutes(reading, config.streaming()).addTo(routes);
    new MeshRoutes(reading).addTo(routes);
    new RegisterRoutes(server.catalog(), placement, config.datacenter()).addTo(routes);
    new CoordinateRoutes(reading, server.coordinates(), placement, agent::datacenters)
        .addTo(routes);
    new UiRoutes(reading, config.datacenter()).addTo(routes);
    new StatusRoutes(server.raft(), placement).addTo(routes);
    new OperatorRoutes(server.raft(), server.reads(), placement).addTo(routes);
    new AutopilotRoutes(server.autopilotRules(), server.autopilot(), server.reads(), placement)
        .addTo(routes);
    new KeyringRoutes(agent.keyrings()).addTo(routes);
    new SnapshotRoutes(reading, server.snapshots(), placement, spool(agent), mayBlock)
        .addTo(routes);
    new AgentRoutes(agent, mayBlock).addTo(routes);
    addLocal(agent, config, mayBlock, routes);
    new MonitorRoute(agent.logs()).addTo(routes);
    new MetricsStreamRoute(agent.metrics()).addTo(routes);
    routes.measure(agent.metrics());
    Unfinished.addTo(routes, placement);
    return routes;
  }

  /// What this agent has of its own.
  private static void addLocal(Agent agent, ApiConfig config, Executor mayBlock, Routes routes) {
    WaitTimes waits = new WaitTimes(new SystemChance(), config.defaultWait(), config.maxWait());
    new ServiceRoutes(agent.local(), agent.registrations(), config.datacenter(), waits, mayBlock)
        .addTo(routes);
    new CheckRoutes(agent.local(), agent.registrations(), mayBlock).addTo(routes);
    new LocalHealthRoutes(agent.local(), config.datacenter()).addTo(routes);
    new MembershipRoutes(agent, mayBlock).addTo(routes);
    new TokenRoutes().addTo(routes);
  }

  private static Path spool(Agent agent) {
    return agent
        .config()
        .process()
        .dataDir()
        .map(dir -> dir.resolve("tmp"))
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  /// Where it serves.
  public List<SocketAddress> addresses() {
    return listener.addresses();
  }

  /// Open connections.
  public int connections() {
    return listener.connections();
  }

  /// Stops gracefully: accepts nothing more, answers parked queries, lets requests in flight end.
  public void stop(Duration patience) {
    listener.stop(patience);
  }

  /// Stops at once.
  @Override
  public void close() {
    listener.close();
  }
}
