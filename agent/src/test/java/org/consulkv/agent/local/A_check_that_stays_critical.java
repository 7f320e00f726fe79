package org.consulkv.agent.local;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.consulkv.agent.check.CheckStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class A_check_that_stays_critical {
  private final SimulatedAgent agent = new SimulatedAgent().started();

  @BeforeEach
  void register() {
    agent.service(
        "{\"Name\":\"web\",\"Check\":{\"TTL\":\"9h\",\"DeregisterCriticalServiceAfter\":\"1m\"}}");
  }

  @Test
  void takes_its_service_with_it_when_it_was_for_too_long() {
    agent.time.advance(ofSeconds(60));
    assertThat(agent.catalogIds()).contains("web");
    agent.time.advance(ofSeconds(31));
    assertThat(agent.catalogIds()).isEmpty();
    assertThat(agent.state.services()).isEmpty();
  }

  @Test
  void counts_anew_when_it_was_not_critical_meanwhile() {
    agent.time.advance(ofSeconds(50));
    agent.result("service:web", CheckStatus.WARNING, "");
    agent.result("service:web", CheckStatus.CRITICAL, "");
    agent.time.advance(ofSeconds(50));
    assertThat(agent.catalogIds()).contains("web");
    agent.time.advance(ofSeconds(45));
    assertThat(agent.catalogIds()).isEmpty();
  }
}
