package org.consulkv.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import org.consulkv.agent.Agent;
import org.consulkv.agent.Member;
import org.consulkv.agent.Self;
import org.consulkv.agent.check.AliasSource;
import org.consulkv.agent.check.CheckRunners;
import org.consulkv.agent.check.CheckSettings;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.coordinate.DatacenterPlaces;
import org.consulkv.agent.event.Events;
import org.consulkv.agent.keyring.Keyrings;
import org.consulkv.agent.local.Deferrals;
import org.consulkv.agent.local.LocalState;
import org.consulkv.agent.local.Registrations;
import org.consulkv.agent.log.LogStream;
import org.consulkv.agent.metrics.Counter;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.MetricsDump;
import org.consulkv.agent.metrics.Sample;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.Server;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.coordinate.Coordinate;
import org.consulkv.state.coordinate.NodeCoordinate;

/// An agent around a server: says little of itself, and logs what it is told to.
final class StandInAgent implements Agent {
  private final AgentConfig config;
  private final Optional<Server> server;
  private final LocalState local;
  private final Router router;
  private final RpcServices rpc = new RpcServices();
  private final Registrations registrations;
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final Events events =
      new Events("node1", () -> Map.of("web", Set.of("v1")), new SystemChance());
  private final List<LogStream.Sink> sinks = new CopyOnWriteArrayList<>();

  /// @param server empty for a client agent
  StandInAgent(AgentConfig config, Optional<Server> server, Router router, Timers timers) {
    this.config = config;
    this.server = server;
    this.router = router;
    var clock = new SystemClock();
    var chance = new SystemChance();
    local =
        new LocalState(
            new Node(RunningApi.NODE_ID, "node1", "127.0.0.1", "dc1", null, null, 0, 0),
            clock,
            new Deferrals(timers, chance, Duration.ZERO));
    var runners =
        new CheckRunners(
            CheckSettings.DEFAULT, clock, timers, chance, AliasSource.NONE, local::report);
    registrations =
        new Registrations(
            local, runners, CheckSettings.DEFAULT, Optional.empty(), clock, timers, Runnable::run);
  }

  @Override
  public AgentConfig config() {
    return config;
  }

  @Override
  public String nodeId() {
    return RunningApi.NODE_ID;
  }

  @Override
  public Optional<Server> server() {
    return server;
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public RpcServices rpc() {
    return rpc;
  }

  @Override
  public LocalState local() {
    return local;
  }

  @Override
  public Registrations registrations() {
    return registrations;
  }

  @Override
  public CompletableFuture<List<DatacenterPlaces>> datacenters() {
    NodeCoordinate here = new NodeCoordinate("node1", "", Coordinate.ORIGIN);
    return CompletableFuture.completedFuture(List.of(new DatacenterPlaces("dc1", List.of(here))));
  }

  @Override
  public Keyrings keyrings() {
    return _ -> CompletableFuture.completedFuture(List.of());
  }

  @Override
  public void join(String address, boolean wan) {}

  @Override
  public void forceLeave(String node, boolean prune, boolean wan) {}

  @Override
  public Self self() {
    return new Self(
        Map.of("Version", "1.10.12"), Map.of(), Map.of(), member(), new TreeMap<>(), Map.of());
  }

  private static Member member() {
    return new Member("node1", "127.0.0.1", 8301, new TreeMap<>(), 1, 1, 5, 2, 2, 5, 4);
  }

  @Override
  public List<Member> members(boolean wan) {
    return List.of(member());
  }

  @Override
  public Events events() {
    return events;
  }

  @Override
  public Metrics metrics() {
    return new Metrics() {
      @Override
      public Counter counter(String name, String... labels) {
        return amount -> {};
      }

      @Override
      public Sample sample(String name, String... labels) {
        return nanos -> {};
      }

      @Override
      public void gauge(String name, DoubleSupplier value, String... labels) {}

      @Override
      public MetricsDump dump() {
        return new MetricsDump("", List.of(), List.of(), List.of());
      }

      @Override
      public Optional<String> prometheus() {
        return Optional.empty();
      }
    };
  }

  @Override
  public LogStream logs() {
    return (level, json, sink) -> {
      sinks.add(sink);
      sink.offer("the log begins\n");
      return () -> sinks.remove(sink);
    };
  }

  @Override
  public void reload() {}

  @Override
  public CompletableFuture<Void> leave() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Integer> ended() {
    return ended;
  }

  @Override
  public void close() {}
}
