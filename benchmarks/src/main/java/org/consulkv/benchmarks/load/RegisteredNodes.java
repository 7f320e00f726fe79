package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.util.Locale;

/// New nodes, each with an id, over 64 connections; the rates of the first and of the last quarter
/// tell whether it gets slower as they become more.
record RegisteredNodes(int nodes) implements Workload {
  private static final int CONNECTIONS = 64;

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.durable(setting.consul())) {
      Client.awaitOk(server, Requests.put("bench/first").with(0));
      try (Loop loop = new Loop(server.http(), CONNECTIONS)) {
        Registration warm = new Registration(loop, "warm", nodes / 4);
        warm.finish();
        Registration counted = new Registration(loop, "node", nodes);
        double cpu = server.cpuSeconds();
        counted.finish();
        double micros = (server.cpuSeconds() - cpu) * 1e6;
        double rate = nodes / counted.seconds(0, nodes);
        int quarter = nodes / 4;
        double first = quarter / counted.seconds(0, quarter);
        double last = quarter / counted.seconds(nodes - quarter, nodes);
        return Measured.of(
            rate,
            "%,.0f per s | %.0f us | first quarter %,.0f per s, last quarter %,.0f per s; %.0f MB"
                + " resident",
            rate,
            micros / nodes,
            first,
            last,
            server.residentBytes() / 1e6);
      }
    }
  }

  /// One run over all connections.
  private static final class Registration {
    private final Loop loop;
    private final String prefix;
    private final int total;
    private final long[] answeredNanos;
    private final long startNanos = System.nanoTime();
    private int sent;
    private int answered;

    Registration(Loop loop, String prefix, int total) throws IOException {
      this.loop = loop;
      this.prefix = prefix;
      this.total = total;
      answeredNanos = new long[total];
      for (Connection connection : loop.connections()) {
        send(connection);
      }
    }

    void finish() throws IOException {
      while (answered < total) {
        loop.turn(this::answered, 100);
      }
    }

    /// The time between two counts of answers.
    double seconds(int from, int to) {
      long start = from == 0 ? startNanos : answeredNanos[from - 1];
      return (answeredNanos[to - 1] - start) / 1e9;
    }

    private void answered(Connection connection) throws IOException {
      if (connection.answer.status() != 200) {
        throw new IOException("status " + connection.answer.status());
      }
      answeredNanos[answered++] = System.nanoTime();
      if (sent < total) {
        send(connection);
      }
    }

    private void send(Connection connection) throws IOException {
      int number = sent++;
      String body =
          String.format(
              Locale.ROOT,
              "{\"ID\":\"%08x-0000-4000-8000-%012x\",\"Node\":\"%s-%d\",\"Address\":\"10.%d.%d.%d\"}",
              prefix.hashCode(),
              number,
              prefix,
              number,
              number >> 16 & 255,
              number >> 8 & 255,
              number & 255);
      connection.send(Requests.withBody("/v1/catalog/register", body).with(0));
    }
  }
}
