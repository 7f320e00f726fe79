package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `discovery_max_stale` and `?max_stale`.
class Reads_that_may_be_stale {
  private final Passing agents = new Passing("discovery_max_stale = \"5s\"");

  @AfterEach
  void close() {
    agents.close();
  }

  private Answer atFollower(String path) throws IOException {
    try (RawClient client = agents.toFollower()) {
      return client.get(path).answer();
    }
  }

  private static String mode(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.header("X-Consul-Effective-Consistency");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/catalog/nodes",
        "/v1/catalog/services",
        "/v1/catalog/service/web",
        "/v1/catalog/node/n",
        "/v1/health/service/web",
        "/v1/health/node/n",
        "/v1/health/state/any",
        "/v1/query"
      })
  void are_those_about_services_while_the_server_is_in_touch(String path) throws IOException {
    agents.log.follow(Duration.ofSeconds(4));
    Answer answer = atFollower(path);
    assertThat(mode(answer)).isEqualTo("stale");
    assertThat(answer.header("X-Consul-LastContact")).isEqualTo("4000");
    assertThat(mode(atFollower(path + "?leader"))).isEqualTo("leader");
    assertThat(mode(atFollower(path + "?consistent"))).isEqualTo("consistent");
    agents.log.follow(Duration.ofMillis(5_001));
    assertThat(mode(atFollower(path))).isEqualTo("leader");
    assertThat(mode(atFollower(path + "?stale"))).isEqualTo("stale");
  }

  @Test
  void are_not_those_of_keys() throws IOException {
    agents.log.follow(Duration.ofSeconds(4));
    Answer answer = atFollower("/v1/kv/?recurse");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("X-Consul-LastContact")).isEqualTo("0");
    assertThat(atFollower("/v1/kv/?recurse&stale").header("X-Consul-LastContact"))
        .isEqualTo("4000");
  }

  @Test
  void are_those_for_the_client_agent_that_says_so() throws IOException {
    try (RawClient client = agents.toClientAgent();
        RawClient leader = agents.leader.client()) {
      assertThat(mode(client.get("/v1/catalog/nodes").answer())).isEqualTo("stale");
      assertThat(mode(client.get("/v1/catalog/nodes?leader").answer())).isEqualTo("leader");
      assertThat(mode(leader.get("/v1/catalog/nodes").answer())).isEqualTo("leader");
    }
  }

  @Test
  void have_a_bound_of_their_own_if_the_reader_gives_one() throws IOException {
    agents.log.follow(Duration.ofSeconds(4));
    assertThat(mode(atFollower("/v1/catalog/nodes?max_stale=4s"))).isEqualTo("stale");
    assertThat(mode(atFollower("/v1/catalog/nodes?max_stale=3s"))).isEqualTo("leader");
    assertThat(atFollower("/v1/kv/?recurse&max_stale=3s").header("X-Consul-LastContact"))
        .isEqualTo("0");
  }
}
