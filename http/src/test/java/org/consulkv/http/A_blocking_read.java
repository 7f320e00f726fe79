package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class A_blocking_read {
  private final RunningApi api = new RunningApi("limits { http_max_conns_per_client = 0 }");

  @AfterEach
  void close() {
    api.close();
  }

  private String put(String key, String value) throws IOException {
    try (RawClient writer = api.client()) {
      writer.put("/v1/kv/" + key, value).answer();
      return writer.get("/v1/kv/" + key).answer().header("X-Consul-Index");
    }
  }

  @Test
  void is_answered_by_the_next_change_of_its_key_for_everybody_who_waits() throws IOException {
    String index = put("watched", "old");
    List<RawClient> waiting = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      waiting.add(api.client().get("/v1/kv/watched?raw&wait=60s&index=" + index));
    }
    awaitParked(100);
    put("elsewhere", "x");
    put("watched", "new");
    for (RawClient client : waiting) {
      try (client) {
        Answer answer = client.answer();
        assertThat(answer.text()).isEqualTo("new");
        assertThat(Long.parseLong(answer.header("X-Consul-Index")))
            .isGreaterThan(Long.parseLong(index));
      }
    }
  }

  @Test
  void is_answered_with_what_there_is_when_its_wait_ends() throws IOException {
    String index = put("still", "same");
    try (RawClient client = api.client()) {
      long start = System.nanoTime();
      Answer answer = client.get("/v1/kv/still?raw&wait=50ms&index=" + index).answer();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(49));
      assertThat(answer.text()).isEqualTo("same");
      assertThat(answer.header("X-Consul-Index")).isEqualTo(index);
    }
  }

  @Test
  void is_answered_with_404_when_its_key_goes() throws IOException {
    String index = put("going", "x");
    try (RawClient client = api.client();
        RawClient writer = api.client()) {
      client.get("/v1/kv/going?wait=60s&index=" + index);
      awaitParked(1);
      writer.send("DELETE /v1/kv/going HTTP/1.1\r\nHost: x\r\n\r\n").answer();
      assertThat(client.answer().status()).isEqualTo(404);
    }
  }

  @Test
  void leaves_nothing_behind_when_its_client_goes() throws IOException {
    String index = put("left", "x");
    try (RawClient client = api.client()) {
      client.get("/v1/kv/left?wait=60s&index=" + index);
      awaitParked(1);
    }
    awaitParked(0);
  }

  @Test
  void is_answered_when_the_agent_stops() throws IOException {
    String index = put("stopping", "x");
    try (RawClient client = api.client()) {
      client.get("/v1/kv/stopping?raw&wait=60s&index=" + index);
      awaitParked(1);
      api.http.stop(Duration.ofSeconds(10));
      assertThat(client.answer().text()).isEqualTo("x");
    }
  }

  private void awaitParked(int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (api.parked() != count) {
      assertThat(System.nanoTime())
          .as("%d parked, not %d", api.parked(), count)
          .isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
