package org.consulkv.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ConfigInput;
import org.consulkv.agent.config.ConfigLoader;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.agent.router.Leadership;
import org.consulkv.consensus.MemoryLog;
import org.consulkv.http.listener.RawClient;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.SystemTimers;
import org.consulkv.server.Server;
import org.consulkv.server.ServerConfig;
import org.consulkv.state.Outcome;
import org.consulkv.state.Snapshot;
import org.consulkv.state.Store;
import org.consulkv.state.WatchSet;
import org.consulkv.state.autopilot.AutopilotTable;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.testkit.machine.Await;

/// One agent's API on a free port of loopback, over a log in memory.
final class RunningApi implements AutoCloseable {
  static final String NODE_ID = "8b2e5c7a-1111-2222-3333-444455556666";

  final Store store = new Store();
  private final List<Throwable> fatal = new ArrayList<>();
  private final MemoryLog<Outcome> log =
      new MemoryLog<>(NODE_ID, "127.0.0.1:8300", store, fatal::add);
  private final SystemTimers timers = new SystemTimers();
  final Server server;
  final HttpServer http;

  /// @param settings configuration in HCL
  RunningApi(String... settings) {
    this(new TestNetwork(), "node1", "dc1", settings);
  }

  /// A server that others can call.
  RunningApi(TestNetwork network, String name, String datacenter, String... settings) {
    server =
        Server.start(
            log,
            store,
            new SystemClock(),
            timers,
            new SystemChance(),
            ServerConfig.of(name, NODE_ID, datacenter, "127.0.0.1"));
    AgentConfig config = config(name, datacenter, settings);
    Leadership own =
        new Leadership() {
          @Override
          public boolean leads() {
            return server.leads();
          }

          @Override
          public Optional<InetSocketAddress> leader() {
            return Optional.empty();
          }
        };
    StandInAgent agent =
        new StandInAgent(
            config, Optional.of(server), network.router(datacenter, own, timers), timers);
    network.add(name, datacenter, agent.rpc());
    try {
      http = HttpServer.start(agent, List.of(new ListenAddress.Tcp("127.0.0.1", 0)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    // What it writes by itself when it begins to lead is not to come between what a test does.
    Await.until(() -> knowsItself(name));
  }

  private boolean knowsItself(String name) {
    Snapshot now = store.snapshot();
    return AutopilotTable.config(now).isPresent()
        && now.first(CatalogTables.NODE_NAME, name, WatchSet.NONE).isPresent();
  }

  static AgentConfig config(String name, String datacenter, String... settings) {
    List<String> fragments = new ArrayList<>(List.of(settings));
    fragments.add("node_name = \"" + name + "\"");
    fragments.add("datacenter = \"" + datacenter + "\"");
    return ConfigLoader.load(
            new ConfigInput(true, List.of(), Optional.empty(), fragments, List.of()))
        .config();
  }

  RawClient client() throws IOException {
    return RawClient.to(http.addresses().getFirst());
  }

  /// The index of the last command that was applied.
  long index() {
    return store.snapshot().index();
  }

  /// Blocking reads that wait.
  int parked() {
    return server.blockingQueries().parked();
  }

  @Override
  public void close() {
    http.close();
    server.close();
    log.close();
    timers.close();
  }
}
