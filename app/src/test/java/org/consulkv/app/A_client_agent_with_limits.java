package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `limits.rpc_rate` and `limits.rpc_max_burst`.
@Timeout(60)
class A_client_agent_with_limits {
  private static final String REFUSED = "429 rpc rate limit exceeded";

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneAgent server;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneAgent client;

  @BeforeEach
  void start() throws IOException {
    server = new OneAgent("node_name = \"server\"");
    client = new OneAgent(settings("rpc_rate = 0.001 rpc_max_burst = 100"));
    Await.until(() -> client.get("/v1/kv/none").startsWith("404"));
  }

  private String settings(String limits) {
    return """
    node_name = "client" server = false retry_join = ["127.0.0.1:%d"] limits { %s }
    """
        .formatted(server.lanPort, limits);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void refuses_what_is_too_much_and_counts_it() {
    int passed = 0;
    while (client.get("/v1/kv/none").startsWith("404")) {
      passed++;
    }
    assertThat(passed).isLessThan(100);
    assertThat(client.get("/v1/kv/none")).isEqualTo(REFUSED);
    assertThat(client.put("/v1/kv/a", "b")).isEqualTo(REFUSED);
    assertThat(client.get("/v1/agent/self")).startsWith("200");
    // The last interval is told, which may have ended before the calls.
    Await.until(() ->
        client
            .get("/v1/agent/metrics")
            .matches("(?s).*consul\\.client\\.rpc\".*consul\\.client\\.rpc\\.exceeded\".*"));
    assertThat(server.get("/v1/agent/metrics")).doesNotContain("consul.client.rpc");

    client.reload(settings("rpc_rate = -1"));
    assertThat(client.put("/v1/kv/a", "b")).isEqualTo("200 true");
  }
}
