package org.consulkv.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientConfig;
import org.consulkv.cli.json.JsonWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_watch {
  private static final String W1 = entry("MQ==", 5);
  private static final String W2 = entry("Mg==", 6);

  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);
  private final List<String> seen = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  private static String entry(String value, int index) {
    return "[{\"LockIndex\":0,\"Key\":\"w\",\"Flags\":0,\"Value\":\""
        + value
        + "\",\"CreateIndex\":5,\"ModifyIndex\":"
        + index
        + "}]";
  }

  @AfterEach
  void close() {
    agent.close();
  }

  @Test
  void without_a_program_prints_the_state_and_ends() {
    agent.on("GET /v1/agent/self", 200, "{}").on("GET /v1/kv/w", 200, W1, "X-Consul-Index: 5");
    assertThat(shell.run("watch", "-type=key", "-key=w")).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
            {
                "Key": "w",
                "CreateIndex": 5,
                "ModifyIndex": 5,
                "LockIndex": 0,
                "Flags": 0,
                "Value": "MQ==",
                "Session": ""
            }
            """);
  }

  @Test
  void runs_a_program_with_the_state_on_its_input(@TempDir Path folder) throws IOException {
    agent.on("GET /v1/agent/self", 200, "{}").on("GET /v1/kv/w", 200, W1, "X-Consul-Index: 5");
    Path file = folder.resolve("seen");
    String program = "cat >" + file + "; echo $CONSUL_INDEX >>" + file + "; exit 3";
    assertThat(shell.run("watch", "-type=key", "-key=w", program)).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error executing handler: exit status 3\n");
    assertThat(Files.readString(file)).startsWith("{\"Key\":\"w\",").endsWith("}\n5\n");
  }

  @Test
  void calls_its_handler_once_for_each_change() throws InterruptedException {
    agent
        .on("GET /v1/kv/w", 200, W1, "X-Consul-Index: 5")
        .on("GET /v1/kv/w?index=5", 200, W1, "X-Consul-Index: 5")
        .on("GET /v1/kv/w?index=5", 200, W1, "X-Consul-Index: 6")
        .on("GET /v1/kv/w?index=6", 200, W2, "X-Consul-Index: 7");
    watch(2);
    assertThat(seen).containsExactly("5 MQ==", "7 Mg==");
  }

  @Test
  void starts_again_when_the_index_goes_back() throws InterruptedException {
    agent
        .on("GET /v1/kv/w", 200, W1, "X-Consul-Index: 9")
        .on("GET /v1/kv/w?index=9", 200, W1, "X-Consul-Index: 3")
        .on("GET /v1/kv/w", 200, W2, "X-Consul-Index: 4");
    watch(2);
    assertThat(seen).containsExactly("9 MQ==", "4 Mg==");
  }

  @Test
  void tries_again_later_and_later() throws InterruptedException {
    agent
        .on("GET /v1/kv/w", 500, "no leader")
        .on("GET /v1/kv/w", 500, "no leader")
        .on("GET /v1/kv/w", 200, W1, "X-Consul-Index: 5");
    watch(1);
    assertThat(seen)
        .containsExactly(
            "[ERR] consul.watch: Watch (type: key) errored: Unexpected response code: 500 (no"
                + " leader), retry in 5s",
            "[ERR] consul.watch: Watch (type: key) errored: Unexpected response code: 500 (no"
                + " leader), retry in 20s",
            "5 MQ==");
    assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(20));
  }

  /// Watches the key until the handler was called so many times.
  private void watch(int calls) throws InterruptedException {
    int[] left = {calls};
    WatchHandler handler =
        (index, value) -> {
          String json = JsonWriter.compact(value);
          int start = json.indexOf("\"Value\":\"") + 9;
          seen.add(index + " " + json.substring(start, json.indexOf('"', start)));
          left[0]--;
          return left[0] > 0;
        };
    watch(WatchSpec.key("w"), handler);
  }

  private void watch(WatchSpec spec, WatchHandler handler) throws InterruptedException {
    new Watcher(
            new Client(ClientConfig.of(agent.address())),
            WatchQuery.of(spec),
            handler,
            pauses::add,
            seen::add)
        .run();
  }

  @Test
  void can_send_changes_to_a_url() {
    agent.on("POST /hook?x=1", 200, "");
    new HttpHandler(
            "http://" + agent.address() + "/hook?x=1",
            "POST",
            Map.of("X-Team", List.of("a")),
            true,
            Duration.ofSeconds(10),
            seen::add)
        .handle("7", null);
    assertThat(agent.requests()).containsExactly("POST /hook?x=1 null\n");
    assertThat(agent.lastHead()).contains("X-Consul-Index: 7\r\n").contains("X-Team: a\r\n");
    assertThat(seen).isEmpty();
  }

  @Test
  void of_events_hands_over_only_the_new_ones() throws InterruptedException {
    String first = event("00000000-0000-0000-0000-000000000009");
    String second = event("00000000-0000-0000-0000-000000000003");
    agent
        .on("GET /v1/event/list?name=e", 200, "[" + first + "]", "X-Consul-Index: 9")
        .on(
            "GET /v1/event/list?index=9&name=e",
            200,
            "[" + first + "," + second + "]",
            "X-Consul-Index: 3")
        .on("GET /v1/event/list?index=3&name=e", 200, "[" + second + "]", "X-Consul-Index: 3")
        .on("GET /v1/event/list?index=3&name=e", 500, "");
    WatchSpec events = new WatchSpec("event", "", "", "", "", List.of(), false, "", "e", "");
    int[] left = {2};
    watch(
        events,
        (cursor, value) -> {
          seen.add(cursor + " " + JsonWriter.compact(value));
          left[0]--;
          return left[0] > 0;
        });
    assertThat(seen).containsExactly("9 [" + first + "]", "3 [" + second + "]");
  }

  private static String event(String id) {
    return "{\"ID\":\"" + id + "\",\"Name\":\"e\"}";
  }

  @Test
  void of_an_agents_service_waits_by_its_hash() throws InterruptedException {
    agent
        .on("GET /v1/agent/service/web", 200, "{\"Port\":1}", "X-Consul-ContentHash: ff")
        .on("GET /v1/agent/service/web?hash=ff", 200, "{\"Port\":2}", "X-Consul-ContentHash: 0a");
    WatchSpec service =
        new WatchSpec("agent_service", "", "", "", "web", List.of(), false, "", "", "");
    watch(
        service,
        (cursor, value) -> {
          seen.add(cursor + " " + JsonWriter.compact(value));
          return seen.size() < 2;
        });
    assertThat(seen).containsExactly("ff {\"Port\":1}", "0a {\"Port\":2}");
  }

  @Test
  void of_the_service_mesh_is_refused_clearly() {
    assertThat(shell.run("watch", "-type=connect_roots")).isEqualTo(1);
    assertThat(shell.err()).contains("service mesh");
  }

  @Test
  void must_say_what_to_watch() {
    assertThat(shell.run("watch", "-type=key")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Must specify a single key to watch\n");
    assertThat(shell.run("watch", "-type=nosuch")).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Unsupported watch type: nosuch\n");
    assertThat(shell.run("watch")).isEqualTo(1);
    assertThat(shell.err()).startsWith("Watch type must be specified\n\nUsage: consul watch");
  }
}
