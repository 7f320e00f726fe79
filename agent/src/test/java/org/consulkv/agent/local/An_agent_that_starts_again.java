package org.consulkv.agent.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.definition.Definitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class An_agent_that_starts_again {
  @TempDir Path directory;

  @Test
  void has_the_services_and_checks_that_were_registered() {
    SimulatedAgent before = agent();
    before.service(
        """
        {"ID":"w1","Name":"web","Port":80,"Tags":["a"],"Meta":{"k":"v"},"Address":"10.0.0.1",
         "Weights":{"Passing":3,"Warning":2},"EnableTagOverride":true,"Token":"secret",
         "Check":{"HTTP":"http://x/","Interval":"10s","Header":{"A":["b"]}}}
        """);
    before.check("{\"ID\":\"disk\",\"Name\":\"disk\",\"TTL\":\"30s\",\"Notes\":\"n\"}");
    SimulatedAgent after = restarted(Definitions.NONE);
    assertThat(after.state.services()).isEqualTo(before.state.services());
    assertThat(after.state.checks()).isEqualTo(before.state.checks());
  }

  @Test
  void has_not_what_was_deregistered() {
    SimulatedAgent before = agent();
    before.service("{\"Name\":\"web\",\"Check\":{\"TTL\":\"30s\"}}");
    before.registrations.deregisterService("web");
    SimulatedAgent after = restarted(Definitions.NONE);
    assertThat(after.state.services()).isEmpty();
    assertThat(after.state.checks()).isEmpty();
  }

  @Test
  void believes_the_last_heartbeat_that_still_counts() {
    SimulatedAgent before = agent();
    before.check("{\"ID\":\"ttl\",\"Name\":\"ttl\",\"TTL\":\"30s\"}");
    before.registrations.heartbeat("ttl", CheckStatus.PASSING, "fine");
    LocalCheck check = restarted(Definitions.NONE).state.check("ttl").orElseThrow();
    assertThat(check.check().status()).isEqualTo("passing");
    assertThat(check.check().output()).isEqualTo("fine");
  }

  @Test
  void does_not_believe_a_heartbeat_from_too_long_ago() {
    SimulatedAgent before = agent();
    before.check("{\"ID\":\"ttl\",\"Name\":\"ttl\",\"TTL\":\"30s\"}");
    before.registrations.heartbeat("ttl", CheckStatus.PASSING, "fine");
    SimulatedAgent after = agent();
    after.time.advance(Duration.ofSeconds(31));
    after.registrations.restore(Definitions.NONE, after.time);
    assertThat(after.state.check("ttl").orElseThrow().check().status()).isEqualTo("critical");
  }

  @Test
  void is_still_out_of_use() {
    agent().registrations.maintainNode(true, "new disks", "");
    LocalCheck check =
        restarted(Definitions.NONE).state.check(LocalCheck.NODE_MAINTENANCE).orElseThrow();
    assertThat(check.check().notes()).isEqualTo("new disks");
    assertThat(check.check().type()).isEqualTo("maintenance");
  }

  @Test
  void prefers_the_configuration_to_what_it_saved() {
    agent().service("{\"Name\":\"web\",\"Port\":1}");
    var definitions =
        new Definitions(
            List.of(SimulatedAgent.serviceOf("{\"Name\":\"web\",\"Port\":2}")), List.of());
    assertThat(restarted(definitions).state.service("web").orElseThrow().service().port())
        .isEqualTo(2);
    assertThat(restarted(Definitions.NONE).state.services()).isEmpty();
  }

  @Test
  void goes_on_without_a_file_that_it_cannot_read() throws IOException {
    SimulatedAgent before = agent();
    before.service("{\"Name\":\"web\"}");
    before.service("{\"Name\":\"db\"}");
    try (var files = Files.list(directory.resolve("services"))) {
      Files.writeString(files.findFirst().orElseThrow(), "{\"Service\":");
    }
    assertThat(restarted(Definitions.NONE).state.services()).hasSize(1);
  }

  private SimulatedAgent agent() {
    return new SimulatedAgent(1, Duration.ZERO, Optional.of(directory));
  }

  private SimulatedAgent restarted(Definitions definitions) {
    SimulatedAgent agent = agent();
    agent.registrations.restore(definitions, agent.time);
    return agent;
  }
}
