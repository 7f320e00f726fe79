package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.consulkv.cli.client.Response;
import org.consulkv.server.Server;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class Three_servers_and_a_client {
  @TempDir Path folder;

  private final List<OneAgent> agents = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    for (String name : List.of("s1", "s2", "s3", "c1")) {
      agents.add(new OneAgent(false, settings(name)));
    }
    Await.until(
        () -> agents.stream().allMatch(agent -> agent.get("/v1/kv/none").startsWith("404")));
  }

  private String settings(String name) {
    String role = name.startsWith("s") ? "server = true bootstrap_expect = 3" : "server = false";
    String others = agents.isEmpty() ? "" : "\"127.0.0.1:" + agents.getFirst().lanPort + "\"";
    return """
    node_name = "%s" data_dir = "%s" %s retry_join = [%s] retry_interval = "1s"
    bind_addr = "127.0.0.1" performance { raft_multiplier = 1 }
    """
        .formatted(name, folder.resolve(name), role, others);
  }

  @AfterEach
  void close() throws IOException {
    for (OneAgent agent : agents.reversed()) {
      agent.close();
    }
  }

  @Test
  void wake_all_who_wait_when_a_snapshot_is_restored_through_any_of_them() throws Exception {
    OneAgent client = agents.getLast();
    String archive = folder.resolve("backup.snap").toString();
    assertThat(client.put("/v1/kv/a", "saved")).isEqualTo("200 true");
    assertThat(client.consul("snapshot", "save", archive)).startsWith("Saved and verified");
    assertThat(client.put("/v1/kv/a", "later")).isEqualTo("200 true");

    List<CompletableFuture<String>> waiting = new ArrayList<>();
    for (OneAgent agent : agents) {
      String index = indexOf(agent);
      waiting.add(
          CompletableFuture.supplyAsync(
              () -> agent.get("/v1/kv/a?raw&wait=100s&index=" + index),
              Thread::startVirtualThread));
    }
    assertThat(follower().consul("snapshot", "restore", archive)).startsWith("Restored snapshot");
    for (CompletableFuture<String> woken : waiting) {
      assertThat(woken.get(30, TimeUnit.SECONDS)).isEqualTo("200 saved");
    }
  }

  @Test
  void let_a_server_go_that_leaves_and_take_it_in_again() throws IOException {
    OneAgent leaving = follower();
    String name = leaving.agent.config().node().name();
    OneAgent staying = agents.getFirst();
    leaving.consul("leave");
    Await.until(() -> voters(staying) == 2);
    Await.until(() -> staying.get("/v1/catalog/node/" + name).equals("200 null"));
    assertThat(staying.consul("members")).containsPattern(name + " .* left ");
    assertThat(staying.put("/v1/kv/a", "without")).isEqualTo("200 true");

    leaving.stop();
    OneAgent back = new OneAgent(false, settings(name));
    agents.add(back);
    Await.until(() -> voters(staying) == 3);
    Await.until(() -> back.get("/v1/kv/a?raw&stale").equals("200 without"));
    assertThat(staying.consul("members")).containsPattern(name + " .* alive ");
  }

  @Test
  void say_how_they_are_in_numbers() throws IOException {
    OneAgent leader =
        agents.stream()
            .filter(agent -> agent.agent.server().filter(Server::leads).isPresent())
            .findFirst()
            .orElseThrow();
    assertThat(leader.put("/v1/session/create", "{\"TTL\":\"30s\"}")).startsWith("200");
    Await.until(() -> gauge(leader, "session_ttl.active") == 1);
    Await.until(() -> gauge(leader, "members.clients") == 1);
    Await.until(() ->
        leader.agent.metrics().dump().samples().stream()
            .anyMatch(sample -> sample.name().endsWith("raft.leader.lastContact")));
  }

  private static double gauge(OneAgent agent, String name) {
    return agent.agent.metrics().dump().gauges().stream()
        .filter(gauge -> gauge.name().endsWith(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static int voters(OneAgent asked) {
    return asked.get("/v1/operator/raft/configuration").split("\"Voter\": *true", -1).length - 1;
  }

  private static String indexOf(OneAgent agent) {
    try (Response now = agent.client().get("/v1/kv/a").sendOk()) {
      return now.header("X-Consul-Index");
    }
  }

  /// Not the one that the others joined.
  private OneAgent follower() {
    return agents.stream()
        .skip(1)
        .filter(agent -> agent.agent.server().filter(server -> !server.leads()).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
