package org.consulkv.benchmarks.load;

import java.io.IOException;

/// A killed server with many keys: the time until it answers a default read again.
record Restart(int keys) implements Workload {
  private static final int BATCH = 64;

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.durable(setting.consul())) {
      Client.awaitOk(server, Requests.put("bench/first").with(0));
      try (Client client = Client.connect(server.http())) {
        for (int first = 0; first < keys; first += BATCH) {
          client.must(
              Requests.txn("bench/many/", first, Math.min(BATCH, keys - first)).with(first));
        }
      }
      long start = System.nanoTime();
      server.killAndRestart();
      long answered = Client.awaitOk(server, Requests.get("/v1/kv/bench/many/" + (keys - 1)));
      double seconds = (answered - start) / 1e9;
      return Measured.of(
          seconds,
          "%.2f s until the first default GET | | %.0f MB resident",
          seconds,
          server.residentBytes() / 1e6);
    }
  }
}
