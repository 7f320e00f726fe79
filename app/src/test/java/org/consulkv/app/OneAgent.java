package org.consulkv.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.AgentParts;
import org.consulkv.agent.RunningAgent;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.ConfigInput;
import org.consulkv.agent.config.ConfigLoader;
import org.consulkv.agent.config.LoadedConfig;
import org.consulkv.agent.lifecycle.Identity;
import org.consulkv.agent.log.AgentLog;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientConfig;
import org.consulkv.http.HttpServer;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.runtime.SystemTimers;

/// An agent in dev mode with its API and watches, on free ports of loopback.
///
/// Threading: one test, one thread.
final class OneAgent implements AutoCloseable {
  final int port;
  final int securePort;
  final RunningAgent agent;
  private final List<String> fragments = new ArrayList<>();
  private final SystemTimers timers = new SystemTimers();
  private final AgentLog log;
  private final HttpServer http;
  private final AgentWatches watches = new AgentWatches();

  /// @param settings configuration in HCL; `HTTPS` stands for a free port
  OneAgent(String settings) throws IOException {
    List<Integer> ports = freePorts(5);
    port = ports.get(0);
    securePort = ports.get(2);
    fragments.add(
        "node_name = \"node1\" ports { http = %d server = %d serf_lan = %d serf_wan = %d dns = -1 }"
            .formatted(port, ports.get(1), ports.get(3), ports.get(4)));
    fragments.add(settings.replace("HTTPS", Integer.toString(securePort)));
    AgentConfig config = load().config();
    log =
        AgentLog.start(
            config.log(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new SystemClock());
    SystemChance chance = new SystemChance();
    agent =
        RunningAgent.start(
            config,
            new AgentParts(
                Identity.take(config, chance), log, this::load, new SystemClock(), timers, chance));
    http = HttpServer.start(agent);
    agent.onReload(http::reload);
    agent.onReload(watches::replace);
    watches.replace(config);
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }

  private LoadedConfig load() {
    return ConfigLoader.load(
        new ConfigInput(true, List.of(), Optional.empty(), List.copyOf(fragments), List.of()));
  }

  /// Reads the configuration again, with these settings instead.
  void reload(String settings) {
    fragments.set(1, settings);
    agent.reload();
  }

  Client client() {
    return new Client(ClientConfig.of("127.0.0.1:" + port));
  }

  @Override
  public void close() throws IOException {
    watches.close();
    http.close();
    agent.close();
    log.close();
    timers.close();
  }
}
