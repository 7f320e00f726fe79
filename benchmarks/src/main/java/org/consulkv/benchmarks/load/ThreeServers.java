package org.consulkv.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A cluster of three servers on loopback.
///
/// Threading: confined to one thread.
record ThreeServers(List<ServerProcess> all) implements AutoCloseable {
  private static final int COUNT = 3;

  ThreeServers {
    all = List.copyOf(all);
  }

  interface Choice {
    ServerProcess of(ThreeServers servers) throws IOException;
  }

  /// Starts them and returns once writes succeed through each of them.
  static ThreeServers start(Path consul) throws IOException {
    List<Integer> lanPorts = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      lanPorts.add(ServerProcess.freePort());
    }
    List<ServerProcess> started = new ArrayList<>();
    try {
      for (int i = 0; i < COUNT; i++) {
        started.add(ServerProcess.member(consul, lanPorts));
        Collections.rotate(lanPorts, 1);
      }
      ThreeServers servers = new ThreeServers(started);
      servers.awaitWritable();
      return servers;
    } catch (IOException e) {
      new ThreeServers(started).close();
      throw e;
    }
  }

  /// A workload that sends all its requests to one of them. CPU time is that of all three.
  static Workload through(Choice choice, Throughput workload) {
    return setting -> {
      try (ThreeServers servers = start(setting.consul())) {
        return workload.measure(setting, choice.of(servers), servers.all());
      }
    };
  }

  /// Returns once writes succeed through each of them.
  void awaitWritable() throws IOException {
    for (ServerProcess server : all) {
      Client.awaitOk(server, Requests.put("bench/first").with(0));
    }
  }

  ServerProcess leader() throws IOException {
    String address = text(all.getFirst(), "/v1/status/leader").replace("\"", "").strip();
    for (ServerProcess server : all) {
      if (server.serverAddress().equals(address)) {
        return server;
      }
    }
    throw new IOException("the leader is at " + address + ", where no server is");
  }

  ServerProcess follower() throws IOException {
    return followers().getFirst();
  }

  List<ServerProcess> followers() throws IOException {
    ServerProcess leader = leader();
    return all.stream().filter(server -> server != leader).toList();
  }

  private static String text(ServerProcess server, String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + server.http().getPort() + path);
    try (InputStream body = uri.toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    for (ServerProcess server : all) {
      server.close();
    }
  }
}
