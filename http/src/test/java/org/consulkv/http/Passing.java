package org.consulkv.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.agent.router.Leadership;
import org.consulkv.agent.router.Router;
import org.consulkv.http.listener.RawClient;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.SystemTimers;
import org.consulkv.server.Server;
import org.consulkv.server.ServerConfig;
import org.consulkv.state.Outcome;
import org.consulkv.state.Store;
import org.consulkv.testkit.log.DirectLog;

/// A leader with its API, a follower, a client agent, and a server of another datacenter.
final class Passing implements AutoCloseable {
  final TestNetwork network = new TestNetwork();
  private final SystemTimers timers = new SystemTimers();
  final RunningApi leader = new RunningApi(network, "leader", "dc1");
  final RunningApi abroad = new RunningApi(network, "abroad", "dc2");

  /// The log of the follower.
  final DirectLog<Outcome> log = new DirectLog<>(new Store());

  private final Server following = follower(log, timers);
  private final HttpServer follower;
  private final HttpServer client;

  /// @param settings of the follower and the client agent, in HCL
  Passing(String... settings) {
    follower = start("follower", Optional.of(following), TestNetwork.led("leader"), settings);
    client = start("client", Optional.empty(), Leadership.NONE, settings);
  }

  private static Server follower(DirectLog<Outcome> log, SystemTimers timers) {
    return Server.start(
        log,
        new Store(),
        new SystemClock(),
        timers,
        new SystemChance(),
        ServerConfig.of("follower", "id-of-the-follower", "dc1", "127.0.0.1"));
  }

  private HttpServer start(
      String name, Optional<Server> server, Leadership leadership, String... settings) {
    Router router = network.router("dc1", leadership, timers);
    StandInAgent agent =
        new StandInAgent(RunningApi.config(name, "dc1", settings), server, router, timers);
    try {
      return HttpServer.start(agent, List.of(new ListenAddress.Tcp("127.0.0.1", 0)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// A client of the follower's API.
  RawClient toFollower() throws IOException {
    return RawClient.to(follower.addresses().getFirst());
  }

  /// A client of the client agent's API.
  RawClient toClientAgent() throws IOException {
    return RawClient.to(client.addresses().getFirst());
  }

  @Override
  public void close() {
    follower.close();
    client.close();
    following.close();
    leader.close();
    abroad.close();
    timers.close();
  }
}
