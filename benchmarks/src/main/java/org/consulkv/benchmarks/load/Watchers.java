package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Many long polls on one path, and one write that changes what they see.
///
/// @param path what is polled
/// @param preparation requests sent before
/// @param change gives the write with a number
/// @param result gives the cells of the table
record Watchers(
    int watchers, String path, Throughput.Preparation preparation, Change change, Result result)
    implements Workload {
  private static final int WRITES = 5;
  private static final long QUIET_MILLIS = 300;

  interface Change {
    ByteBuffer with(long number);
  }

  /// What was measured at the last write.
  ///
  /// @param millis until the last watcher was answered
  /// @param cpuSeconds of the server meanwhile
  /// @param parkedBytes resident memory for each watcher
  record Woken(int watchers, double millis, double cpuSeconds, double parkedBytes) {}

  interface Result {
    Measured of(Woken woken);
  }

  /// Long polls on one key.
  static Watchers ofOneKey(int watchers) {
    Requests.Numbered put = Requests.put("bench/watched");
    return new Watchers(
        watchers,
        "/v1/kv/bench/watched",
        client -> client.must(put.with(0)),
        put::with,
        woken ->
            Measured.of(
                woken.millis(),
                "last of %,d answered after %.0f ms | %.1f us per wake-up | %.1f kB resident per"
                    + " watcher",
                woken.watchers(),
                woken.millis(),
                woken.cpuSeconds() * 1e6 / woken.watchers(),
                woken.parkedBytes() / 1e3));
  }

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.durable(setting.consul())) {
      Client.awaitOk(server, Requests.put("bench/first").with(0));
      try (Client client = Client.connect(server.http())) {
        preparation.prepare(client);
      }
      long residentBefore = server.residentBytes();
      try (Loop loop = new Loop(server.http(), watchers);
          Client client = Client.connect(server.http())) {
        for (Connection connection : loop.connections()) {
          connection.send(Requests.get(path));
        }
        awaitAll(loop);
        Woken woken = new Woken(watchers, 0, 0, 0);
        long warm = System.nanoTime() + setting.warmUp().toNanos();
        for (int write = 1; write <= WRITES || System.nanoTime() < warm; write++) {
          park(loop, server);
          double parked = (server.residentBytes() - residentBefore) / (double) watchers;
          double cpuBefore = server.cpuSeconds();
          long start = System.nanoTime();
          client.send(change.with(write));
          awaitAll(loop);
          double millis = (System.nanoTime() - start) / 1e6;
          client.await();
          woken = new Woken(watchers, millis, server.cpuSeconds() - cpuBefore, parked);
        }
        return result.of(woken);
      }
    }
  }

  private void park(Loop loop, ServerProcess server) throws IOException {
    String and = path.indexOf('?') < 0 ? "?" : "&";
    for (Connection connection : loop.connections()) {
      connection.send(Requests.get(path + and + "wait=300s&index=" + connection.answer.index()));
    }
    awaitQuiet(server);
  }

  private void awaitAll(Loop loop) throws IOException {
    int open = watchers;
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (open > 0) {
      open -= loop.turn(Watchers::requireOk, 1000);
      if (System.nanoTime() > limit) {
        throw new IOException(open + " watchers were not answered");
      }
    }
  }

  private static void requireOk(Connection connection) throws IOException {
    if (connection.answer.status() != 200) {
      throw new IOException("status " + connection.answer.status());
    }
  }

  /// Waits until the server has used no CPU time for a while: it has parked everything it was sent.
  static void awaitQuiet(ServerProcess server) throws IOException {
    double before;
    double after = server.cpuSeconds();
    do {
      before = after;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(QUIET_MILLIS));
      after = server.cpuSeconds();
    } while (after - before > 0.015);
  }
}
