package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/// 64 connections that each send the next request when the last one is answered.
///
/// @param preparation requests sent before
/// @param kind gives the requests
record Throughput(Preparation preparation, Kind kind) implements Workload {
  private static final int CONNECTIONS = 64;

  interface Preparation {
    void prepare(Client client) throws IOException;
  }

  interface Kind {
    /// The request after `number` others, to be sent before the next call.
    ByteBuffer next(long number);
  }

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.durable(setting.consul())) {
      Client.awaitOk(server, Requests.put("bench/first").with(0));
      return measure(setting, server, List.of(server));
    }
  }

  /// @param asked the one that is sent the requests
  /// @param servers all whose CPU time and memory count
  Measured measure(Setting setting, ServerProcess asked, List<ServerProcess> servers)
      throws IOException {
    try (Client client = Client.connect(asked.http())) {
      preparation.prepare(client);
    }
    try (Loop loop = new Loop(asked.http(), CONNECTIONS)) {
      Run run = new Run(loop);
      run.forTime(setting.warmUp());
      run.reset();
      double cpu = cpuSeconds(servers);
      long start = System.nanoTime();
      run.forTime(setting.measured());
      double seconds = (System.nanoTime() - start) / 1e9;
      double micros = (cpuSeconds(servers) - cpu) * 1e6;
      Histogram latencies = run.latencies;
      double rate = latencies.total() / seconds;
      return Measured.of(
          rate,
          "%,.0f per s | %.1f us | p50 %.2f ms, p99 %.2f ms, max %.0f ms; %.0f MB resident",
          rate,
          micros / latencies.total(),
          latencies.millisAt(0.5),
          latencies.millisAt(0.99),
          latencies.maxMillis(),
          asked.residentBytes() / 1e6);
    }
  }

  private static double cpuSeconds(List<ServerProcess> servers) throws IOException {
    double seconds = 0;
    for (ServerProcess server : servers) {
      seconds += server.cpuSeconds();
    }
    return seconds;
  }

  /// The requests of all connections.
  private final class Run {
    private final Loop loop;
    private Histogram latencies = new Histogram();
    private long sent;

    Run(Loop loop) throws IOException {
      this.loop = loop;
      for (Connection connection : loop.connections()) {
        connection.send(kind.next(sent++));
      }
    }

    void forTime(Duration time) throws IOException {
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        loop.turn(this::answered, 100);
      }
    }

    void reset() {
      latencies = new Histogram();
    }

    private void answered(Connection connection) throws IOException {
      int status = connection.answer.status();
      if (status != 200) {
        throw new IOException("status " + status);
      }
      latencies.add(System.nanoTime() - connection.sentNanos());
      connection.send(kind.next(sent++));
    }
  }
}
