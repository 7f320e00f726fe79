package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Many long polls on one key, and one write to it.
record OneKeyWatched(int watchers) implements Workload {
  private static final String PATH = "/v1/kv/bench/watched";
  private static final int WRITES = 5;
  private static final long QUIET_MILLIS = 300;

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.durable(setting.consul())) {
      Requests.Numbered put = Requests.put("bench/watched");
      Client.awaitOk(server, put.with(0));
      long residentBefore = server.residentBytes();
      try (Loop loop = new Loop(server.http(), watchers);
          Client client = Client.connect(server.http())) {
        for (Connection connection : loop.connections()) {
          connection.send(Requests.get(PATH));
        }
        awaitAll(loop);
        double parked = 0;
        double millis = 0;
        double cpu = 0;
        for (int write = 1; write <= WRITES; write++) {
          park(loop, server);
          parked = (server.residentBytes() - residentBefore) / (double) watchers;
          double cpuBefore = server.cpuSeconds();
          long start = System.nanoTime();
          client.send(put.with(write));
          awaitAll(loop);
          millis = (System.nanoTime() - start) / 1e6;
          client.await();
          cpu = (server.cpuSeconds() - cpuBefore) * 1e6 / watchers;
        }
        return Measured.of(
            millis,
            "last of %,d answered after %.0f ms | %.1f us per wake-up | %.1f kB resident per"
                + " watcher",
            watchers,
            millis,
            cpu,
            parked / 1e3);
      }
    }
  }

  private void park(Loop loop, ServerProcess server) throws IOException {
    for (Connection connection : loop.connections()) {
      connection.send(Requests.get(PATH + "?wait=300s&index=" + connection.answer.index()));
    }
    awaitQuiet(server);
  }

  private void awaitAll(Loop loop) throws IOException {
    int open = watchers;
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (open > 0) {
      open -= loop.turn(OneKeyWatched::requireOk, 1000);
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
