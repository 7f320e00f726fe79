package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Workloads over services and their checks.
final class Services {
  static final String NAME = "bench";

  private static final String HEALTH = "/v1/health/service/" + NAME + "?passing";

  /// The healthy instances of a service, each on a node of its own.
  static Workload health(int instances) {
    ByteBuffer request = Requests.get(HEALTH);
    return new Throughput(client -> register(client, instances), _ -> request.rewind());
  }

  /// Long polls on the healthy instances of a service; the check of one of them changes.
  static Workload watched(int watchers, int instances) {
    Requests.Numbered passing = check(0, "passing");
    Requests.Numbered critical = check(0, "critical");
    return new Watchers(
        watchers,
        HEALTH,
        client -> register(client, instances),
        number -> (number % 2 == 0 ? passing : critical).with(number),
        woken ->
            Measured.of(
                woken.millis(),
                "last of %,d answered after %.0f ms | %.3f s | %.1f kB resident per watcher",
                woken.watchers(),
                woken.millis(),
                woken.cpuSeconds(),
                woken.parkedBytes() / 1e3));
  }

  /// Heartbeats of checks with a time to live, which the agent keeps.
  static Workload heartbeats(int checks) {
    List<ByteBuffer> requests =
        IntStream.range(0, checks)
            .mapToObj(i -> Requests.withBody("/v1/agent/check/pass/c" + i, "").with(0))
            .toList();
    return new Throughput(
        client -> {
          for (int i = 0; i < checks; i++) {
            String body =
                String.format(
                    Locale.ROOT, "{\"ID\":\"c%d\",\"Name\":\"c%d\",\"TTL\":\"300s\"}", i, i);
            client.must(Requests.withBody("/v1/agent/check/register", body).with(0));
          }
        },
        number -> requests.get((int) (number % checks)).rewind());
  }

  /// Registers the instances of a service in the catalog, each with a node and a passing check.
  static void register(Client client, int instances) throws IOException {
    for (int i = 0; i < instances; i++) {
      String body =
          String.format(
              Locale.ROOT,
              "{\"Node\":\"node-%1$d\",\"Address\":\"10.1.%2$d.%3$d\",\"Service\":{\"ID\":\"%4$s-%1$d\","
                  + "\"Service\":\"%4$s\",\"Port\":8080,\"Tags\":[\"v1\",\"primary\"],"
                  + "\"Meta\":{\"version\":\"1.2.3\"}},\"Check\":{\"CheckID\":\"check-%1$d\",\"Name\":"
                  + "\"alive\",\"Status\":\"passing\",\"ServiceID\":\"%4$s-%1$d\",\"Output\":\"HTTP"
                  + " GET http://10.1.%2$d.%3$d:8080/health: 200 OK\"}}",
              i,
              i / 250,
              i % 250 + 1,
              NAME);
      client.must(Requests.withBody("/v1/catalog/register", body).with(0));
    }
  }

  private static Requests.Numbered check(int instance, String status) {
    String body =
        String.format(
            Locale.ROOT,
            "{\"Node\":\"node-%1$d\",\"SkipNodeUpdate\":true,\"Check\":{\"CheckID\":\"check-%1$d\","
                + "\"Name\":\"alive\",\"Status\":\"%2$s\",\"ServiceID\":\"%3$s-%1$d\","
                + "\"Output\":\"%4$s\"}}",
            instance,
            status,
            NAME,
            Requests.NUMBER);
    return Requests.withBody("/v1/catalog/register", body);
  }

  private Services() {}
}
