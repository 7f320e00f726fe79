package org.consulkv.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.consulkv.http.listener.RawClient;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Odd_and_malformed_requests {
  private static final int REQUESTS = 40;

  /// What Consul, too, answers with a status of 500.
  private static final Pattern AS_CONSUL =
      Pattern.compile(
          "|strconv\\.Parse.*|No path to datacenter|Must provide .*|Bad node ID.*|(raft )?(apply"
              + " failed: )?(missing session|invalid session.*|failed session lookup.*)|failed to"
              + " (decompress|read|restore) snapshot.*|Failed to create boolean expression"
              + " evaluator: .*|invalid coordinate|(Invalid )?Session TTL.*|apply failed: .*",
          Pattern.DOTALL);

  private final RunningApi api = new RunningApi();
  private final RawClient witness = connect();
  private final String before = state();

  private RawClient connect() {
    try {
      RawClient client = api.client();
      client.put("/v1/kv/a", "value").answer();
      return client;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  void close() throws IOException {
    witness.close();
    api.close();
  }

  private String state() {
    try {
      return witness.get("/v1/kv/?recurse").answer().text()
          + witness.get("/v1/session/list").answer().text()
          + witness.get("/v1/catalog/nodes").answer().text()
          + witness.get("/v1/catalog/services").answer().text();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @SeededTest(runs = 100)
  void are_refused_without_harm(Gen gen) throws IOException {
    OddRequests requests = new OddRequests(gen);
    for (int i = 0; i < REQUESTS; i++) {
      byte[] request = requests.next();
      try (RawClient client = api.client()) {
        check(request, client.exchange(request));
      }
    }
    assertThat(state()).as("nothing has changed, and others are served").isEqualTo(before);
  }

  private static void check(byte[] request, String answer) {
    if (answer.isEmpty()) {
      return; // it never became a request
    }
    String asked = new String(request, 0, Math.min(request.length, 300), ISO_8859_1);
    assertThat(answer)
        .as(asked)
        .matches(Pattern.compile("HTTP/1\\.1 [1-5]\\d\\d .*", Pattern.DOTALL));
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    if (answer.startsWith("HTTP/1.1 5") && !answer.startsWith("HTTP/1.1 505")) {
      assertThat(body).as(asked).matches(AS_CONSUL);
    }
  }
}
