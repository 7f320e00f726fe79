package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One write at a time through the leader of three servers: the time from its acknowledgement until
/// a stale read on a follower shows it.
final class Visibility implements Workload {
  private static final long MOST_PAUSE_MILLIS = 60;

  @Override
  public Measured run(Setting setting) throws IOException {
    try (ThreeServers servers = ThreeServers.start(setting.consul());
        Client writer = Client.connect(servers.leader().http());
        Client reader = Client.connect(servers.follower().http())) {
      Requests.Numbered put = Requests.put("bench/seen");
      ByteBuffer get = Requests.get("/v1/kv/bench/seen?stale");
      writer.must(put.with(0));
      long number = 0;
      long start = System.nanoTime();
      long warm = start + setting.warmUp().toNanos();
      Histogram times = new Histogram();
      while (System.nanoTime() < warm + setting.measured().toNanos()) {
        long nanos = untilSeen(writer, put.with(++number), reader, get);
        if (System.nanoTime() > warm) {
          times.add(nanos);
        }
        // At any moment between two heartbeats.
        LockSupport.parkNanos(
            TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(MOST_PAUSE_MILLIS)));
      }
      return Measured.of(
          times.millisAt(0.5),
          "seen after %.1f ms | | p90 %.1f ms, p99 %.1f ms, max %.0f ms of %d writes",
          times.millisAt(0.5),
          times.millisAt(0.9),
          times.millisAt(0.99),
          times.maxMillis(),
          times.total());
    }
  }

  private static long untilSeen(Client writer, ByteBuffer put, Client reader, ByteBuffer get)
      throws IOException {
    reader.ask(get.rewind());
    long before = reader.index();
    writer.must(put);
    long acknowledged = System.nanoTime();
    do {
      reader.ask(get.rewind());
    } while (reader.index() <= before);
    return System.nanoTime() - acknowledged;
  }
}
