package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/// Long polls on 4,000 keys and their 1,000 prefixes while one client writes 300 times a second.
final class ManyWatched implements Workload {
  private static final int PREFIXES = 1000;
  private static final int KEYS_PER_PREFIX = 4;
  private static final int KEYS = PREFIXES * KEYS_PER_PREFIX;
  private static final long WRITES_PER_SECOND = 300;

  /// A server that has been up for long has compiled its code; this many writes a second get there.
  private static final long WARM_UP_WRITES_PER_SECOND = 900;

  private static String key(int number) {
    return "bench/p" + number / KEYS_PER_PREFIX + "/k" + number % KEYS_PER_PREFIX;
  }

  /// The path that a connection asks: the first 4,000 watch a key each, the rest a prefix each.
  private static String path(int connection) {
    return connection < KEYS
        ? "/v1/kv/" + key(connection) + "?"
        : "/v1/kv/bench/p" + (connection - KEYS) + "/?recurse&";
  }

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ServerProcess server = ServerProcess.durable(setting.consul())) {
      Client.awaitOk(server, Requests.put("bench/first").with(0));
      try (Client client = Client.connect(server.http())) {
        for (int i = 0; i < KEYS; i++) {
          client.must(Requests.put(key(i)).with(0));
        }
        try (Loop loop = new Loop(server.http(), KEYS + PREFIXES)) {
          for (Connection connection : loop.connections()) {
            connection.send(Requests.get(path(connection.number) + "index=0"));
          }
          Writes writes = new Writes(client, loop);
          writes.forNanos(setting.warmUp().toNanos(), WARM_UP_WRITES_PER_SECOND);
          Watchers.awaitQuiet(server);
          writes.answers = 0;
          double cpu = server.cpuSeconds();
          long start = System.nanoTime();
          writes.forNanos(setting.measured().toNanos(), WRITES_PER_SECOND);
          double seconds = (System.nanoTime() - start) / 1e9;
          double share = (server.cpuSeconds() - cpu) / seconds;
          return Measured.of(
              share,
              "%.0f answers per s | %.1f %% of a core | %.0f MB resident",
              writes.answers / seconds,
              share * 100,
              server.residentBytes() / 1e6);
        }
      }
    }
  }

  /// Writes at a steady rate, and the watchers' answers meanwhile.
  private static final class Writes {
    private final Client client;
    private final Loop loop;
    private long written;
    private long answers;

    Writes(Client client, Loop loop) {
      this.client = client;
      this.loop = loop;
    }

    void forNanos(long time, long perSecond) throws IOException {
      long start = System.nanoTime();
      long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
      for (long due = 0; due < time; due += gap) {
        long left;
        do {
          left = start + due - System.nanoTime();
          answers += loop.turn(Writes::ask, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        } while (start + due - System.nanoTime() > 0);
        // Every key in turn, in an order that jumps between the prefixes.
        int key = (int) (written * 1009 % KEYS);
        client.must(Requests.put(key(key)).with(++written));
      }
    }

    private static void ask(Connection connection) throws IOException {
      if (connection.answer.status() != 200) {
        throw new IOException("status " + connection.answer.status());
      }
      ByteBuffer next =
          Requests.get(path(connection.number) + "wait=300s&index=" + connection.answer.index());
      connection.send(next);
    }
  }
}
