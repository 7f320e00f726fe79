package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Events_and_prepared_queries {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void an_event_wakes_whoever_waits_for_another_one() throws IOException {
    try (RawClient waiting = api.client();
        RawClient writer = api.client()) {
      writer.put("/v1/event/fire/deploy", "1").answer();
      String index = waiting.get("/v1/event/list").answer().header("X-Consul-Index");
      waiting.get("/v1/event/list?wait=60s&index=" + index);
      Answer fired = writer.put("/v1/event/fire/deploy", "2").answer();
      assertThat(fired.text()).contains("\"Payload\": \"Mg==\"");
      Answer woken = waiting.answer();
      assertThat(woken.text()).contains("\"Payload\": \"MQ==\"").contains("\"Payload\": \"Mg==\"");
      assertThat(woken.header("X-Consul-Index")).isNotEqualTo(index);
    }
  }

  @Test
  void a_list_of_events_of_another_index_is_answered_at_once() throws IOException {
    try (RawClient client = api.client()) {
      assertThat(client.get("/v1/event/list?index=5&wait=60s").answer().text()).startsWith("[]");
      Answer waited = client.get("/v1/event/list?index=1&wait=50ms").answer();
      assertThat(waited.header("X-Consul-Index")).isEqualTo("1");
      assertThat(client.get("/v1/event/list?index=x").answer().status()).isEqualTo(400);
    }
  }

  @Test
  void a_query_is_made_executed_and_removed() throws IOException {
    try (RawClient client = api.client()) {
      Answer made =
          client
              .send(
                  post(
                      "/v1/query",
                      "{\"Name\":\"q\",\"Service\":{\"Service\":\"nosuch\",\"Failover\":"
                          + "{\"Targets\":[{\"Datacenter\":\"dc2\"}]}}}"))
              .answer();
      String id = made.text().replaceAll("(?s).*\"ID\": \"([^\"]+)\".*", "$1");
      assertThat(client.get("/v1/query/" + id).answer().text()).contains("\"Targets\": [");
      assertThat(client.get("/v1/query/q/execute").answer().text()).contains("\"Nodes\": []");
      assertThat(client.get("/v1/query/q/explain").answer().text()).contains(id);
      assertThat(client.send("DELETE /v1/query/" + id + " HTTP/1.1\r\nHost: x\r\n\r\n").answer())
          .returns(200, Answer::status);
      assertThat(client.get("/v1/query/" + id).answer())
          .returns(404, Answer::status)
          .returns("Query not found", Answer::text);
    }
  }

  @Test
  void a_query_says_whether_it_was_asked_before() throws IOException {
    try (RawClient client = api.client()) {
      client.send(post("/v1/query", "{\"Name\":\"q\",\"Service\":{\"Service\":\"x\"}}")).answer();
      assertThat(client.get("/v1/query/q/execute?cached").answer().header("X-Cache"))
          .isEqualTo("MISS");
      assertThat(client.get("/v1/query/q/execute?cached").answer().header("X-Cache"))
          .isEqualTo("HIT");
      assertThat(client.get("/v1/query/q/execute?cached&limit=1").answer().header("X-Cache"))
          .isEqualTo("MISS");
    }
  }

  @Test
  void a_query_with_an_unknown_field_changes_nothing() throws IOException {
    long before = api.index();
    try (RawClient client = api.client()) {
      Answer refused =
          client
              .send(
                  post("/v1/query", "{\"Service\":{\"Service\":\"a\",\"Frob\":1},\"Name\":\"x\"}"))
              .answer();
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).isEqualTo("Request decode failed: json: unknown field \"Frob\"");
    }
    assertThat(api.index()).isEqualTo(before);
  }

  private static String post(String path, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
