package org.consulkv.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Runs the workloads and prints a Markdown table of them.
///
/// Arguments: the executable, the number of rounds, the seconds of a round, and the names of the
/// workloads (none: all). Each row is the round with the median.
public final class Table {
  private static final int PUT_KEYS = 10_000;
  private static final int TXN_SETS = 10;

  public static void main(String[] args) throws IOException {
    Path consul = Path.of(args[0]);
    int rounds = Integer.parseInt(args[1]);
    Duration measured = Duration.ofSeconds(Integer.parseInt(args[2]));
    List<String> names = List.of(args).subList(3, args.length);
    var setting = new Workload.Setting(consul, measured, measured);

    System.out.println("| workload | result | server CPU | more |");
    System.out.println("| --- | --- | --- | --- |");
    for (Map.Entry<String, Workload> row : workloads().entrySet()) {
      if (names.isEmpty() || names.contains(row.getKey())) {
        var results = new ArrayList<Measured>();
        for (int round = 0; round < rounds; round++) {
          results.add(row.getValue().run(setting));
        }
        System.out.println("| " + row.getKey() + " | " + Measured.median(results).result() + " |");
      }
    }
  }

  private static Map<String, Workload> workloads() {
    var rows = new LinkedHashMap<String, Workload>();
    rows.put("get", reads("/v1/kv/bench/first"));
    rows.put("get-stale", reads("/v1/kv/bench/first?stale"));
    rows.put("get-consistent", reads("/v1/kv/bench/first?consistent"));
    rows.put("put", writes(PUT_KEYS, key -> Requests.put("bench/put/" + key)));
    rows.put("recurse-100", recursion());
    rows.put(
        "txn-10",
        writes(PUT_KEYS / TXN_SETS, txn -> Requests.txn("bench/txn/", txn * TXN_SETS, TXN_SETS)));
    rows.put("one-key-10000-watchers", Watchers.ofOneKey(10_000));
    rows.put("4000-keys-1000-prefixes", new ManyWatched());
    rows.put("restart-200000", new Restart(200_000));
    rows.put("first-put", new FirstPut());
    rows.put("kv-get", new CommandLine());
    rows.put("health-service-50", Services.health(50));
    rows.put("health-service-500", Services.health(500));
    rows.put("1000-health-watchers", Services.watched(1000, 50));
    rows.put("register-nodes", new RegisteredNodes(20_000));
    rows.put("check-pass", Services.heartbeats(100));
    rows.put("dns-a", new DnsThroughput(50, DnsThroughput.Type.A));
    rows.put("dns-srv", new DnsThroughput(50, DnsThroughput.Type.SRV));
    rows.put("10000-checks", new ManyChecks(10_000));
    rows.putAll(ofThreeServers());
    return rows;
  }

  private static Map<String, Workload> ofThreeServers() {
    var rows = new LinkedHashMap<String, Workload>();
    Throughput put = writes(PUT_KEYS, key -> Requests.put("bench/put/" + key));
    Throughput get = reads("/v1/kv/bench/first");
    rows.put("cluster-put-leader", ThreeServers.through(ThreeServers::leader, put));
    rows.put("cluster-put-follower", ThreeServers.through(ThreeServers::follower, put));
    rows.put("cluster-get-leader", ThreeServers.through(ThreeServers::leader, get));
    rows.put("cluster-get-follower", ThreeServers.through(ThreeServers::follower, get));
    rows.put(
        "cluster-get-stale",
        ThreeServers.through(ThreeServers::follower, reads("/v1/kv/bench/first?stale")));
    rows.put("cluster-visibility", new Visibility());
    rows.put("cluster-failover", new Failover());
    return rows;
  }

  private static Throughput reads(String path) {
    ByteBuffer request = Requests.get(path);
    return new Throughput(client -> {}, _ -> request.rewind());
  }

  private static Workload recursion() {
    ByteBuffer request = Requests.get("/v1/kv/bench/list/?recurse");
    return new Throughput(
        client -> {
          for (int i = 0; i < 100; i++) {
            client.must(Requests.put("bench/list/" + i).with(i));
          }
        },
        _ -> request.rewind());
  }

  private interface Writes {
    Requests.Numbered request(int number);
  }

  private static Throughput writes(int different, Writes writes) {
    List<Requests.Numbered> requests =
        IntStream.range(0, different).mapToObj(writes::request).toList();
    return new Throughput(
        client -> {}, number -> requests.get((int) (number % different)).with(number));
  }

  private Table() {}
}
