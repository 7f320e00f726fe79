package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// The leader of three servers is killed: the time until a write through one of the others
/// succeeds. Writes are sent to both all the time, whatever becomes of those before.
final class Failover implements Workload {
  private static final int KILLS = 7;
  private static final long PROBE_MILLIS = 20;
  private static final long LIMIT_SECONDS = 60;
  private static final long SETTLE_SECONDS = 2;

  @Override
  public Measured run(Setting setting) throws IOException {
    List<Double> times = new ArrayList<>();
    try (ThreeServers servers = ThreeServers.start(setting.consul());
        HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      for (int i = 0; i < KILLS; i++) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SETTLE_SECONDS));
        ServerProcess leader = servers.leader();
        List<ServerProcess> others = servers.followers();
        leader.kill();
        times.add(untilWritten(http, others, i) / 1e9);
        leader.restart();
        servers.awaitWritable();
      }
      http.shutdownNow();
    }
    List<Double> sorted = times.stream().sorted().toList();
    double median = sorted.get(sorted.size() / 2);
    String each =
        times.stream()
            .map(time -> String.format(Locale.ROOT, "%.2f", time))
            .collect(Collectors.joining(", "));
    return Measured.of(median, "%.2f s until a write succeeds | | each: %s", median, each);
  }

  private static long untilWritten(HttpClient http, List<ServerProcess> servers, int kill)
      throws IOException {
    long start = System.nanoTime();
    AtomicLong written = new AtomicLong();
    CountDownLatch done = new CountDownLatch(1);
    try {
      for (int probe = 0; !done.await(PROBE_MILLIS, TimeUnit.MILLISECONDS); probe++) {
        for (ServerProcess server : servers) {
          var _ =
              http.sendAsync(write(server, kill, probe), HttpResponse.BodyHandlers.discarding())
                  .thenAccept(answer -> {
                    if (answer.statusCode() == 200) {
                      written.compareAndSet(0, System.nanoTime());
                      done.countDown();
                    }
                  });
        }
        if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS)) {
          throw new IOException("no write succeeds");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("while waiting").initCause(e);
    }
    return written.get() - start;
  }

  private static HttpRequest write(ServerProcess server, int kill, int probe) {
    String path =
        "http://127.0.0.1:" + server.http().getPort() + "/v1/kv/bench/" + kill + "-" + probe;
    return HttpRequest.newBuilder(URI.create(path))
        .timeout(Duration.ofSeconds(10))
        .PUT(HttpRequest.BodyPublishers.ofString("v"))
        .build();
  }
}
