package org.consulkv.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An agent started for a measurement, and what Linux knows of its process.
///
/// Threading: confined to one thread.
final class ServerProcess implements AutoCloseable {
  private static final long TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux platform

  private static final String DURABLE =
      "\"server\": true, \"data_dir\": \"DATA\", \"performance\": {\"raft_multiplier\": 1}, ";

  private final Path consul;
  private final List<String> arguments;
  private final Path folder;
  private final InetSocketAddress http;
  private final InetSocketAddress dns;
  private final int serverPort;
  private Process process;

  private ServerProcess(
      Path consul, List<String> arguments, Path folder, int port, int dnsPort, int serverPort)
      throws IOException {
    this.serverPort = serverPort;
    this.consul = consul;
    this.arguments = arguments;
    this.folder = folder;
    this.http = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.dns = new InetSocketAddress(InetAddress.getLoopbackAddress(), dnsPort);
    this.process = start();
  }

  /// A server that keeps its data and syncs it before it answers.
  static ServerProcess durable(Path consul) throws IOException {
    return of(consul, DURABLE + "\"bootstrap_expect\": 1, ", freePort());
  }

  /// One of several servers on loopback.
  ///
  /// @param lanPorts where they find each other; the first is its own
  static ServerProcess member(Path consul, List<Integer> lanPorts) throws IOException {
    String join =
        lanPorts.stream()
            .map(port -> "\"127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(", "));
    return of(
        consul,
        DURABLE
            + String.format(
                Locale.ROOT,
                "\"node_name\": \"n%d\", \"bootstrap_expect\": %d, \"retry_join\": [%s],"
                    + " \"retry_interval\": \"1s\", ",
                lanPorts.getFirst(),
                lanPorts.size(),
                join),
        lanPorts.getFirst());
  }

  static ServerProcess dev(Path consul) throws IOException {
    return of(consul, "", freePort());
  }

  /// @param server what makes it a server that keeps its data, or nothing
  private static ServerProcess of(Path consul, String server, int lanPort) throws IOException {
    Path folder = Files.createTempDirectory("consul-benchmark");
    int port = freePort();
    int dnsPort = freePort();
    int serverPort = freePort();
    Path file = folder.resolve("agent.json");
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "{%s\"bind_addr\": \"127.0.0.1\", \"disable_update_check\": true, \"log_level\":"
                + " \"warn\", \"ports\": {\"http\": %d, \"dns\": %d, \"grpc\": -1, \"server\": %d,"
                + " \"serf_lan\": %d, \"serf_wan\": %d}, \"limits\":"
                + " {\"http_max_conns_per_client\": 15000}}",
            server.replace("DATA", folder.resolve("data").toString()),
            port,
            dnsPort,
            serverPort,
            lanPort,
            freePort()),
        UTF_8);
    var arguments = new ArrayList<>(List.of("agent", "-config-file=" + file));
    if (server.isEmpty()) {
      arguments.add(1, "-dev");
    }
    return new ServerProcess(consul, arguments, folder, port, dnsPort, serverPort);
  }

  private Process start() throws IOException {
    List<String> command = Stream.concat(Stream.of(consul.toString()), arguments.stream()).toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    File log = folder.resolve("agent.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().keySet().removeIf(name -> name.startsWith("CONSUL_"));
    builder.environment().put("CONSUL_BUILD", "0");
    return builder.start();
  }

  InetSocketAddress http() {
    return http;
  }

  /// What the API shows the leader by.
  String serverAddress() {
    return "127.0.0.1:" + serverPort;
  }

  /// Where DNS questions go.
  InetSocketAddress dns() {
    return dns;
  }

  /// Ends the process as a power cut would, and starts it again on the same data.
  void killAndRestart() throws IOException {
    kill();
    restart();
  }

  /// Starts it again on the same data, after [#kill].
  void restart() throws IOException {
    process = start();
  }

  /// CPU time of all threads so far, in seconds, in steps of 10 ms.
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), UTF_8);
    // The second field is a name in parentheses that may hold spaces.
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    return ticks / (double) TICKS_PER_SECOND;
  }

  /// Resident memory in bytes.
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"), UTF_8)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException("the agent has ended:\n" + log());
  }

  /// Fails if the process is gone, with what it wrote.
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the agent has ended:\n" + log());
    }
  }

  /// What it wrote.
  String log() throws IOException {
    return Files.readString(folder.resolve("agent.log"), UTF_8);
  }

  /// Ends the process as a power cut would.
  void kill() throws IOException {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IOException("the agent cannot be killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("while the agent was killed").initCause(e);
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
