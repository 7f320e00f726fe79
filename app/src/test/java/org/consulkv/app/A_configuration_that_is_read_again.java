package org.consulkv.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.consulkv.agent.AgentException;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class A_configuration_that_is_read_again {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // by the method below
  private OneAgent one;

  @BeforeEach
  void start() throws IOException {
    one = new OneAgent("node_meta { rack = \"old\" } log_level = \"info\"");
    Await.until(() -> one.get("/v1/catalog/node/node1").contains("\"old\""));
  }

  @AfterEach
  void close() throws IOException {
    one.close();
  }

  @Test
  void says_anew_what_the_catalog_has_of_the_node() {
    one.reload("node_meta { rack = \"new\" place = \"hall\" }");
    assertThat(one.get("/v1/agent/self")).contains("\"rack\": \"new\"", "\"place\": \"hall\"");
    Await.until(() -> one.get("/v1/catalog/node/node1").contains("\"new\""));
    assertThat(one.get("/v1/catalog/nodes?node-meta=place:hall")).contains("node1");
  }

  @Test
  void filters_metrics_anew() {
    assertThat(one.get("/v1/agent/metrics")).contains("runtime.alloc_bytes");
    one.reload("telemetry { prefix_filter = [\"-consul.runtime\"] }");
    Await.until(() ->
        !one.agent.metrics().dump().gauges().stream()
            .anyMatch(gauge -> gauge.name().contains("runtime")));
  }

  @Test
  void changes_when_the_log_is_cut() {
    one.reload(
        "raft_snapshot_threshold = 77 raft_snapshot_interval = \"9s\" raft_trailing_logs = 5");
    assertThat(one.get("/v1/agent/self"))
        .contains(
            "\"RaftSnapshotThreshold\": 77",
            "\"RaftSnapshotInterval\": \"9s\"",
            "\"RaftTrailingLogs\": 5");
  }

  @Test
  void changes_nothing_if_some_of_it_cannot_be_taken_over() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.pem"), "nothing of use");
    String before = one.get("/v1/agent/self");
    assertThatThrownBy(() ->
            one.reload(
                """
                log_level = "warn" node_meta { rack = "new" } service { name = "web" }
                tls { internal_rpc { cert_file = "%1$s" key_file = "%1$s" } }
                """
                    .formatted(broken)))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining(broken.toString());
    assertThat(one.put("/v1/agent/reload", "")).startsWith("500").contains(broken.toString());
    assertThat(one.agent.config().log().level().toString()).isEqualToIgnoringCase("info");
    assertThat(one.get("/v1/agent/services")).isEqualTo("200 {}");
    assertThat(one.agent.config().node().meta()).containsEntry("rack", "old");
    assertThat(before).contains("\"rack\": \"old\"");
  }
}
