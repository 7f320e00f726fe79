package org.consulkv.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.consulkv.cli.FakeAgent;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class A_program_in_a_semaphore {
  private static final String FLAGS = "16210313421097356768";
  private static final String LIST = "GET /v1/kv/pool/?consistent=&recurse=";
  private static final String WATCH = "GET /v1/kv/pool/?consistent=&index=9&recurse=&wait=15000ms";
  private static final String CONTEND = "PUT /v1/kv/pool/s1?acquire=s1&flags=" + FLAGS;
  private static final String INDEX = "X-Consul-Index: 9";

  private final FakeAgent agent = new FakeAgent();
  private final Shell shell = Shell.of(agent);

  @BeforeEach
  void prepare() {
    shell.with("PATH", System.getenv("PATH"));
    agent
        .on("PUT /v1/session/create", 200, "{\"ID\":\"s1\"}")
        .on("PUT /v1/session/destroy/s1", 200, "true")
        .on(CONTEND, 200, "true")
        .on("DELETE /v1/kv/pool/s1", 200, "true");
  }

  @AfterEach
  void close() {
    agent.close();
  }

  private static String pair(String key, String session, String value) {
    String base64 = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    return "{\"Key\":\"pool/%s\",\"Flags\":%s,\"Session\":\"%s\",\"Value\":\"%s\",\"ModifyIndex\":7}"
        .formatted(key, FLAGS, session, base64);
  }

  private static String contender(String session) {
    return pair(session, session, "");
  }

  private static String list(String... pairs) {
    return "[" + String.join(",", pairs) + "]";
  }

  private static String write(long index, String content) {
    return "PUT /v1/kv/pool/.lock?cas=" + index + "&flags=" + FLAGS + " " + content;
  }

  private static String key(long index) {
    return "PUT /v1/kv/pool/.lock?cas=" + index + "&flags=" + FLAGS;
  }

  @Test
  void takes_the_first_place() {
    String mine = pair(".lock", "", "{\"Limit\":2,\"Holders\":{\"s1\":true}}");
    agent
        .on(LIST, 200, list(contender("s1")), INDEX)
        .on(key(0), 200, "true")
        .on(LIST, 200, list(mine, contender("s1")), INDEX)
        .on(WATCH, 200, list(mine, contender("s1")), INDEX)
        .on(key(7), 200, "true");
    assertThat(shell.run("lock", "-n=2", "pool", "true")).isZero();
    assertThat(agent.requests())
        .contains(
            CONTEND,
            write(0, "{\"Limit\":2,\"Holders\":{\"s1\":true}}"),
            write(7, "{\"Limit\":2,\"Holders\":{}}"),
            "DELETE /v1/kv/pool/s1",
            "PUT /v1/session/destroy/s1");
  }

  @Test
  void takes_the_place_of_one_that_is_gone() {
    String others = pair(".lock", "", "{\"Limit\":2,\"Holders\":{\"s2\":true,\"s3\":true}}");
    String mine = pair(".lock", "", "{\"Limit\":2,\"Holders\":{\"s3\":true,\"s1\":true}}");
    agent
        .on(LIST, 200, list(others, pair("s2", "", ""), contender("s3"), contender("s1")), INDEX)
        .on(key(7), 200, "true")
        .on(LIST, 200, list(mine, contender("s3"), contender("s1")), INDEX)
        .on(WATCH, 200, list(mine, contender("s3"), contender("s1")), INDEX);
    assertThat(shell.run("lock", "-n=2", "pool", "true")).isZero();
    assertThat(agent.requests())
        .contains(
            write(7, "{\"Limit\":2,\"Holders\":{\"s3\":true,\"s1\":true}}"),
            write(7, "{\"Limit\":2,\"Holders\":{\"s3\":true}}"));
  }

  @Test
  void understands_holders_in_a_list() {
    String others = pair(".lock", "", "{\"Limit\":2,\"Holders\":[\"s2\",\"s3\"]}");
    agent.on(LIST, 200, list(others, contender("s2"), contender("s3"), contender("s1")), INDEX);
    assertThat(shell.run("lock", "-n=2", "-try=20ms", "pool", "true")).isEqualTo(1);
  }

  @Test
  void agrees_with_the_others_on_the_limit() {
    String others = pair(".lock", "", "{\"Limit\":5,\"Holders\":{\"s2\":true}}");
    agent.on(LIST, 200, list(others, contender("s2"), contender("s1")), INDEX);
    assertThat(shell.run("lock", "-n=2", "pool", "true")).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Lock acquisition failed: semaphore limit conflict (lock: 5, local: 2)\n");
  }

  @Test
  void does_not_mistake_a_mutex_for_a_semaphore() {
    agent.on(LIST, 200, list(pair(".lock", "", "").replace(FLAGS, "3304740253564472344")), INDEX);
    assertThat(shell.run("lock", "-n=2", "pool", "true")).isEqualTo(1);
    assertThat(shell.err()).contains("Existing key does not match semaphore use");
  }
}
