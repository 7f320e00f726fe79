package org.consulkv.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.consulkv.cli.client.Response;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asked of a server of the first datacenter and of a client agent there.
@Timeout(60)
class Another_datacenter {
  @SuppressWarnings("NullAway.Init") // by the method below
  private static TwoDatacenters both;

  @BeforeAll
  static void join() throws IOException {
    both = new TwoDatacenters("");
    both.west.put(
        "/v1/catalog/register",
        """
        {"Node":"far","Address":"10.0.2.1","Service":{"Service":"web","Port":80},
         "Check":{"Name":"alive","Status":"passing","ServiceID":"web"}}
        """);
  }

  @AfterAll
  static void close() throws IOException {
    both.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void has_keys_of_its_own(String at) {
    String key = "/v1/kv/own-" + at;
    assertThat(both.agent(at).put(key + "?dc=dc2", "far")).isEqualTo("200 true");
    assertThat(both.agent(at).get(key + "?raw&dc=dc2")).isEqualTo("200 far");
    assertThat(both.west.get(key + "?raw")).isEqualTo("200 far");
    assertThat(both.agent(at).get(key)).startsWith("404");
    assertThat(both.agent(at).consul("kv", "get", "-datacenter", "dc2", key.substring(7)))
        .isEqualTo("far\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void has_a_catalog_of_its_own(String at) {
    assertThat(both.agent(at).get("/v1/catalog/nodes?dc=dc2"))
        .contains("\"west\"", "\"far\"")
        .doesNotContain("\"east\"");
    assertThat(both.agent(at).get("/v1/catalog/services?dc=dc2")).contains("\"web\"");
    assertThat(both.agent(at).get("/v1/catalog/services")).doesNotContain("\"web\"");
    assertThat(both.agent(at).get("/v1/health/service/web?passing&dc=dc2"))
        .contains("10.0.2.1", "\"Datacenter\": \"dc2\"");
    assertThat(both.agent(at).get("/v1/catalog/datacenters")).contains("\"dc1\"", "\"dc2\"");
    assertThat(both.agent(at).consul("catalog", "datacenters")).contains("dc1", "dc2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void wakes_those_who_wait_from_afar(String at) throws Exception {
    String key = "/v1/kv/waited-" + at;
    both.west.put(key, "old");
    String index;
    try (Response now = both.agent(at).client().get(key).param("dc", "dc2").sendOk()) {
      index = now.header("X-Consul-Index");
    }
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(
            () -> both.agent(at).get(key + "?raw&dc=dc2&wait=50s&index=" + index));
    assertThat(both.west.put(key, "new")).isEqualTo("200 true");
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo("200 new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void is_refused_if_nobody_knows_it(String at) {
    assertThat(both.agent(at).get("/v1/kv/a?dc=dc3")).isEqualTo("500 No path to datacenter");
    assertThat(both.agent(at).get("/v1/catalog/nodes?dc=dc3"))
        .isEqualTo("500 No path to datacenter");
    assertThat(both.agent(at).put("/v1/kv/a?dc=dc3", "x")).isEqualTo("500 No path to datacenter");
    assertThat(both.agent(at).dns("web.service.dc3.consul", "A").getFirst())
        .contains("DNS name not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void is_a_part_of_names(String at) {
    assertThat(both.agent(at).dns("web.service.dc2.consul", "A")).containsExactly("10.0.2.1");
    assertThat(both.agent(at).dns("web.service.dc2.consul", "SRV"))
        .containsExactly("1 1 80 far.node.dc2.consul.");
    assertThat(both.agent(at).dns("far.node.dc2.consul", "A")).containsExactly("10.0.2.1");
    assertThat(both.agent(at).dns("west.node.dc2.consul", "A")).containsExactly("127.0.0.1");
    assertThat(both.agent(at).dns("web.service.consul", "A").getFirst()).contains("DNS name not");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"Datacenters\":[\"dc9\",\"dc2\"]", "\"NearestN\":2"})
  void answers_queries_that_fail_over(String failover) {
    String name = failover.contains("Nearest") ? "nearest" : "named";
    String query =
        """
        {"Name":"%s","Service":{"Service":"web","Failover":{%s}},"DNS":{"TTL":"7s"}}
        """
            .formatted(name, failover);
    assertThat(both.east.answer("POST", "/v1/query", query)).startsWith("200");
    for (OneAgent agent : new OneAgent[] {both.east, both.inside}) {
      assertThat(agent.get("/v1/query/" + name + "/execute"))
          .contains("10.0.2.1", "\"Datacenter\": \"dc2\"", "\"Failovers\": 1");
      assertThat(agent.dns(name + ".query.consul", "A")).containsExactly("10.0.2.1");
      assertThat(agent.dns(name + ".query.consul", "SRV"))
          .containsExactly("1 1 80 far.node.dc2.consul.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"east", "inside"})
  void hears_of_events_that_are_meant_for_it(String at) {
    String name = "deploy-" + at;
    assertThat(both.agent(at).put("/v1/event/fire/" + name + "?dc=dc2", "v2")).startsWith("200");
    Await.until(() -> both.west.get("/v1/event/list?name=" + name).contains(name));
    assertThat(both.east.get("/v1/event/list?name=" + name)).isEqualTo("200 []");
  }

  /// Its request is passed on, and the answer comes although the client sends no more.
  @Test
  void answers_a_client_that_has_closed_its_side() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), both.inside.port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write("GET /v1/kv/none?dc=dc2 HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).contains(" 404 ");
    }
  }

  @Test
  void is_seen_by_servers_only() {
    assertThat(both.east.consul("members", "-wan")).contains("east.dc1", "west.dc2");
    assertThat(both.west.consul("members", "-wan")).contains("east.dc1", "west.dc2");
    assertThat(both.east.consul("members")).contains("east", "inside").doesNotContain("west");
    assertThat(both.inside.get("/v1/agent/members?wan=1")).isEqualTo("200 []");
    assertThat(both.inside.consul("join", "-wan", "127.0.0.1:" + both.east.wanPort))
        .startsWith("1 ")
        .contains("Must be a server to join WAN cluster");
  }
}
