package org.consulkv.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.http.listener.RawClient;
import org.consulkv.http.listener.RawClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class The_key_value_endpoint {
  private final RunningApi api = new RunningApi();
  private RawClient client = connect();

  private RawClient connect() {
    try {
      return api.client();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void put_a_key() throws IOException {
    assertThat(client.put("/v1/kv/a/b?flags=18446744073709551615", "hello").answer().text())
        .isEqualTo("true\n");
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    api.close();
  }

  @Test
  void gives_a_key_with_its_indexes() throws IOException {
    Answer answer = client.get("/v1/kv/a/b").answer();
    long index = Long.parseLong(answer.header("X-Consul-Index"));
    assertThat(answer.text())
        .isEqualTo(
            """
            [
                {
                    "LockIndex": 0,
                    "Key": "a/b",
                    "Flags": 18446744073709551615,
                    "Value": "aGVsbG8=",
                    "CreateIndex": %d,
                    "ModifyIndex": %d
                }
            ]
            """
                .formatted(index, index));
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("X-Consul-KnownLeader")).isEqualTo("true");
    assertThat(answer.header("X-Consul-LastContact")).isEqualTo("0");
    assertThat(answer.header("X-Consul-Default-ACL-Policy")).isEqualTo("allow");
  }

  @Test
  void gives_the_value_alone_when_asked_for_it_raw() throws IOException {
    Answer answer = client.get("/v1/kv/a/b?raw").answer();
    assertThat(answer.text()).isEqualTo("hello");
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).isEqualTo("sandbox");
  }

  @Test
  void answers_404_with_an_index_for_what_is_not_there() throws IOException {
    Answer answer = client.get("/v1/kv/nothing").answer();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.bytes()).isEmpty();
    assertThat(answer.header("Content-Type")).isEmpty();
    assertThat(Long.parseLong(answer.header("X-Consul-Index"))).isPositive();
  }

  @Test
  void keeps_keys_of_any_bytes_apart() throws IOException {
    client.put("/v1/kv/bytes/%FF", "1").answer();
    client.put("/v1/kv/bytes/%FE", "2").answer();
    assertThat(client.get("/v1/kv/bytes/%FF?raw").answer().text()).isEqualTo("1");
    assertThat(client.get("/v1/kv/bytes/%FE?raw").answer().text()).isEqualTo("2");
    assertThat(client.get("/v1/kv/bytes/?keys").answer().text()).contains("bytes/\uFFFD");
  }

  @Test
  void writes_keys_with_quotes_and_slashes_as_proper_json() throws IOException {
    client.put("/v1/kv/q/%22%5C%3C", "1").answer();
    assertThat(client.get("/v1/kv/q/?keys").answer().text()).contains("\"q/\\\"\\\\<\"");
  }

  @Test
  void does_not_write_what_a_condition_forbids() throws IOException {
    assertThat(client.put("/v1/kv/a/b?cas=0", "x").answer().text()).isEqualTo("false\n");
    assertThat(client.get("/v1/kv/a/b?raw").answer().text()).isEqualTo("hello");
  }

  @Test
  void says_how_long_a_value_was_that_is_too_long() throws IOException {
    Answer answer = client.put("/v1/kv/long", "x".repeat(524_289)).answer();
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text())
        .startsWith("Request body(524289 bytes) too large, max size: 524288 bytes.");
    assertThat(client.get("/v1/kv/long").answer().status()).isEqualTo(404);
  }

  @Test
  void is_not_split_by_the_text_of_a_path() throws IOException {
    Answer answer = client.get("/v1//kv/%0D%0AInjected:%20yes").answer();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Injected")).isEmpty();
  }
}
