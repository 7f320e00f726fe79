package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class A_route {
  @Test
  void tells_its_methods() throws IOException {
    try (RunningApi api = new RunningApi();
        RawClient client = api.client()) {
      Answer options = client.send("OPTIONS /v1/kv/x HTTP/1.1\r\nHost: x\r\n\r\n").answer();
      assertThat(options.status()).isEqualTo(200);
      assertThat(options.header("Allow")).isEqualTo("OPTIONS,GET,PUT,DELETE");
      Answer post = client.send("POST /v1/kv/x HTTP/1.1\r\nHost: x\r\n\r\n").answer();
      assertThat(post.status()).isEqualTo(405);
      assertThat(post.text()).isEqualTo("method POST not allowed");
      assertThat(post.header("Allow")).isEqualTo("OPTIONS,GET,PUT,DELETE");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "//v1/status/leader, /v1/status/leader",
    "/v1/./status/leader, /v1/status/leader",
    "/v1/x/../status/leader?a=b, /v1/status/leader?a=b",
    "/v1/kv, /v1/kv/",
    "/v1/kv//a%20b, /v1/kv/a%20b",
    "/, /ui/"
  })
  void redirects_to_the_path_that_was_meant(String asked, String meant) throws IOException {
    try (RunningApi api = new RunningApi();
        RawClient client = api.client()) {
      Answer answer = client.get(asked).answer();
      assertThat(answer.status()).isEqualTo(301);
      assertThat(answer.header("Location")).isEqualTo(meant);
    }
  }

  @Test
  void that_is_blocked_or_closed_to_writers_refuses() throws IOException {
    try (RunningApi api =
            new RunningApi(
                "http_config { block_endpoints = [\"/v1/agent\"] allow_write_http_from ="
                    + " [\"10.0.0.0/8\"] response_headers { X-More = \"1\" } }");
        RawClient client = api.client()) {
      assertThat(client.get("/v1/agent/self").answer().status()).isEqualTo(403);
      Answer write = client.put("/v1/kv/a", "x").answer();
      assertThat(write.status()).isEqualTo(403);
      assertThat(write.text()).isEqualTo("Access is restricted");
      Answer read = client.get("/v1/kv/a").answer();
      assertThat(read.status()).isEqualTo(404);
      assertThat(read.header("X-More")).isEqualTo("1");
    }
  }

  @Test
  void of_a_later_release_says_so() throws IOException {
    try (RunningApi api = new RunningApi();
        RawClient client = api.client()) {
      Answer answer = client.get("/v1/acl/tokens").answer();
      assertThat(answer.status()).isEqualTo(501);
      assertThat(answer.text()).isEqualTo("/v1/acl/tokens is not implemented in this release");
    }
  }

  @Test
  void streams_the_log_until_the_client_goes() throws IOException {
    try (RunningApi api = new RunningApi();
        RawClient client = api.client()) {
      client.get("/v1/agent/monitor?loglevel=debug");
      assertThat(client.line()).startsWith("HTTP/1.1 200");
    }
  }
}
