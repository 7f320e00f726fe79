package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.consulkv.cli.client.Response;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class Three_servers_and_a_client {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneCluster cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = new OneCluster(folder);
    for (String name : List.of("s1", "s2", "s3")) {
      cluster.start(name, OneCluster.SERVER);
    }
    cluster.start("c1", OneCluster.CLIENT);
    Await.until(cluster::allRead);
  }

  @AfterEach
  void close() throws IOException {
    cluster.close();
  }

  @Test
  void wake_all_who_wait_when_a_snapshot_is_restored_through_any_of_them() throws Exception {
    OneAgent client = cluster.agents().getLast();
    String archive = folder.resolve("backup.snap").toString();
    assertThat(client.put("/v1/kv/a", "saved")).isEqualTo("200 true");
    assertThat(client.consul("snapshot", "save", archive)).startsWith("Saved and verified");
    assertThat(client.put("/v1/kv/a", "later")).isEqualTo("200 true");

    List<CompletableFuture<String>> waiting = new ArrayList<>();
    for (OneAgent agent : cluster.agents()) {
      String index = indexOf(agent);
      waiting.add(
          CompletableFuture.supplyAsync(
              () -> agent.get("/v1/kv/a?raw&wait=100s&index=" + index),
              Thread::startVirtualThread));
    }
    assertThat(cluster.follower().consul("snapshot", "restore", archive))
        .startsWith("Restored snapshot");
    for (CompletableFuture<String> woken : waiting) {
      assertThat(woken.get(30, TimeUnit.SECONDS)).isEqualTo("200 saved");
    }
  }

  @Test
  void let_a_server_go_that_leaves_and_take_it_in_again() throws IOException {
    OneAgent leaving = cluster.follower();
    String name = leaving.agent.config().node().name();
    OneAgent staying = cluster.agents().getFirst();
    leaving.consul("leave");
    Await.until(() -> OneCluster.voters(staying) == 2);
    Await.until(() -> staying.get("/v1/catalog/node/" + name).equals("200 null"));
    Await.until(() -> isListed(staying, name + " .* left .*"));
    assertThat(staying.put("/v1/kv/a", "without")).isEqualTo("200 true");

    cluster.stop(leaving);
    OneAgent back = cluster.start(name, OneCluster.SERVER);
    Await.until(() -> OneCluster.voters(staying) == 3);
    Await.until(() -> back.get("/v1/kv/a?raw&stale").equals("200 without"));
    Await.until(() -> isListed(staying, name + " .* alive .*"));
  }

  @Test
  void say_how_they_are_in_numbers() throws IOException {
    OneAgent first = cluster.agents().getFirst();
    assertThat(first.put("/v1/session/create", "{\"TTL\":\"30s\"}")).startsWith("200");
    // Whoever leads: that may change meanwhile.
    Await.until(() -> servers().anyMatch(one -> gauge(one, "session_ttl.active") == 1));
    Await.until(() -> servers().allMatch(one -> gauge(one, "members.clients") == 1));
    Await.until(() ->
        servers()
            .flatMap(one -> one.agent.metrics().dump().samples().stream())
            .anyMatch(sample -> sample.name().endsWith("raft.leader.lastContact")));
  }

  private Stream<OneAgent> servers() {
    return cluster.agents().stream().limit(3);
  }

  private static boolean isListed(OneAgent asked, String line) {
    return asked.consul("members").lines().anyMatch(shown -> shown.matches(line));
  }

  private static double gauge(OneAgent agent, String name) {
    return agent.agent.metrics().dump().gauges().stream()
        .filter(gauge -> gauge.name().endsWith(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static String indexOf(OneAgent agent) {
    try (Response now = agent.client().get("/v1/kv/a").sendOk()) {
      return now.header("X-Consul-Index");
    }
  }
}
