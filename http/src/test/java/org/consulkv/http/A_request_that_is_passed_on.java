package org.consulkv.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class A_request_that_is_passed_on {
  private final Passing agents = new Passing();

  @AfterEach
  void close() {
    agents.close();
  }

  private String atLeader(String key) throws IOException {
    try (RawClient client = agents.leader.client()) {
      return client.get("/v1/kv/" + key + "?raw").answer().text();
    }
  }

  @Test
  void reaches_the_leader_from_a_follower() throws IOException {
    try (RawClient client = agents.toFollower()) {
      Answer answer = client.put("/v1/kv/a%20b?flags=7", "v").answer();
      assertThat(answer.text()).isEqualTo("true\n");
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }
    assertThat(atLeader("a%20b")).isEqualTo("v");
  }

  @Test
  void is_answered_by_a_follower_when_that_has_what_was_written() throws IOException {
    try (RawClient client = agents.toFollower()) {
      client.put("/v1/kv/a", "v").answer();
      assertThat(agents.log.awaited()).isPositive().isEqualTo(agents.leader.server.appliedIndex());
    }
  }

  @Test
  void reaches_a_server_from_a_client_agent_and_is_answered_in_the_same_words() throws IOException {
    try (RawClient client = agents.toClientAgent();
        RawClient server = agents.leader.client()) {
      client.put("/v1/kv/a", "1").answer();
      Answer here = client.get("/v1/kv/a").answer();
      Answer there = server.get("/v1/kv/a").answer();
      assertThat(here.status()).isEqualTo(200);
      assertThat(here.text()).isEqualTo(there.text());
      assertThat(here.header("X-Consul-Index")).isEqualTo(there.header("X-Consul-Index"));
      assertThat(client.get("/v1/kv/missing").answer().status()).isEqualTo(404);
    }
  }

  @Test
  void is_refused_with_the_words_of_whoever_answers() throws IOException {
    try (RawClient client = agents.toClientAgent()) {
      Answer answer = client.put("/v1/kv/a?cas=1&acquire=x", "v").answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).startsWith("Conflicting flags: ");
      Answer tooLong = client.put("/v1/kv/a", "x".repeat(600_000)).answer();
      assertThat(tooLong.status()).isEqualTo(413);
      assertThat(tooLong.text()).contains("Request body(600000 bytes) too large");
    }
  }

  @Test
  void waits_on_the_server_and_is_given_up_there_when_its_client_goes() throws IOException {
    try (RawClient client = agents.toClientAgent();
        RawClient waiting = agents.toClientAgent()) {
      client.put("/v1/kv/a", "old").answer();
      String index = client.get("/v1/kv/a").answer().header("X-Consul-Index");
      waiting.get("/v1/kv/a?raw&wait=60s&index=" + index);
      try (RawClient leaving = agents.toClientAgent()) {
        leaving.get("/v1/kv/a?raw&wait=60s&index=" + index);
        awaitParked(parked -> parked == 2);
      }
      awaitParked(parked -> parked == 1);
      client.put("/v1/kv/a", "new").answer();
      assertThat(waiting.answer().text()).isEqualTo("new");
    }
  }

  @Test
  void is_waited_for_as_long_as_the_limits_say() throws IOException {
    try (Passing impatient = new Passing("limits { rpc_client_timeout = \"9s\" }");
        RawClient client = impatient.toClientAgent()) {
      client.put("/v1/kv/a", "v").answer();
      assertThat(impatient.network.timeout()).isEqualTo(Duration.ofSeconds(9));
      client.get("/v1/kv/a?index=1&wait=160s").answer();
      assertThat(impatient.network.timeout()).isEqualTo(Duration.ofSeconds(9 + 170));
    }
  }

  @Test
  void speaks_for_the_agent_that_was_asked() throws IOException {
    try (RawClient client = agents.toClientAgent()) {
      String check = "\"Check\":{\"CheckID\":\"serfHealth\",\"Status\":\"passing\"}";
      String node = "{\"Node\":\"client\",\"Address\":\"10.0.0.1\"," + check + "}";
      client.put("/v1/catalog/register", node).answer();
      client.put("/v1/session/create", "").answer();
      assertThat(client.get("/v1/session/node/client").answer().text())
          .contains("\"Node\": \"client\"");
    }
  }

  @Test
  void takes_a_snapshot_along_in_both_directions() throws IOException {
    try (RawClient client = agents.toClientAgent()) {
      client.put("/v1/kv/a", "kept").answer();
      byte[] archive = client.get("/v1/snapshot").answer().bytes();
      client.put("/v1/kv/a", "lost").answer();
      assertThat(client.send(restore(archive)).answer().status()).isEqualTo(200);
      assertThat(atLeader("a")).isEqualTo("kept");
      archive[archive.length / 2] ^= 1;
      assertThat(client.send(restore(archive)).answer().status()).isEqualTo(500);
    }
    try (RawClient client = agents.toFollower()) {
      byte[] archive = client.get("/v1/snapshot?stale").answer().bytes();
      assertThat(client.send(restore(archive)).answer().status()).isEqualTo(200);
    }
  }

  private static byte[] restore(byte[] archive) {
    String length = "Content-Length: " + archive.length;
    byte[] head =
        ("PUT /v1/snapshot HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n").getBytes(ISO_8859_1);
    byte[] all = Arrays.copyOf(head, head.length + archive.length);
    System.arraycopy(archive, 0, all, head.length, archive.length);
    return all;
  }

  @Test
  void reaches_another_datacenter_by_its_parameters_or_by_its_body() throws IOException {
    try (RawClient client = agents.toClientAgent();
        RawClient abroad = agents.abroad.client()) {
      client.put("/v1/kv/a?dc=dc2", "far").answer();
      assertThat(abroad.get("/v1/kv/a?raw").answer().text()).isEqualTo("far");
      String body = "{\"Datacenter\":\"dc2\",\"Node\":\"n\",\"Address\":\"10.0.0.9\"}";
      assertThat(client.put("/v1/catalog/register", body).answer().status()).isEqualTo(200);
      assertThat(abroad.get("/v1/catalog/node/n").answer().text()).contains("10.0.0.9");
      assertThat(client.get("/v1/catalog/node/n").answer().text()).doesNotContain("10.0.0.9");
    }
  }

  @Test
  void is_refused_for_a_datacenter_that_nobody_knows() throws IOException {
    try (RawClient client = agents.toClientAgent()) {
      Answer answer = client.get("/v1/kv/a?dc=nowhere").answer();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).isEqualTo("No path to datacenter");
    }
  }

  private void awaitParked(IntPredicate wanted) {
    Await.until(() -> wanted.test(agents.leader.parked()));
  }
}
