package org.consulkv.agent.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.definition.Definitions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_new_configuration {
  private static final String WEB =
      "{\"Name\":\"web\",\"Check\":{\"HTTP\":\"http://127.0.0.1:1/\",\"Interval\":\"1h\"}}";

  @TempDir Path directory;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SimulatedAgent agent;

  @BeforeEach
  void start() {
    agent = new SimulatedAgent(1, Duration.ZERO, Optional.of(directory)).started();
    agent.registrations.restore(services(WEB, "{\"Name\":\"db\"}"), agent.time);
  }

  private static Definitions services(String... json) {
    return new Definitions(Stream.of(json).map(SimulatedAgent::serviceOf).toList(), List.of());
  }

  @Test
  void removes_what_it_no_longer_defines() {
    agent.registrations.reload(services(WEB));
    assertThat(agent.catalogIds()).containsExactly("web", "service:web");
  }

  @Test
  void leaves_a_check_that_it_does_not_change_as_it_is() {
    agent.result("service:web", CheckStatus.PASSING, "fine");
    agent.registrations.reload(services(WEB));
    agent.result("service:web", CheckStatus.WARNING, "hm");
    assertThat(agent.catalogCheck("service:web").output()).isEqualTo("hm");
  }

  @Test
  void keeps_the_status_of_a_check_that_it_changes() {
    agent.result("service:web", CheckStatus.PASSING, "fine");
    agent.registrations.reload(services(WEB.replace("1h", "2h")));
    assertThat(agent.catalogCheck("service:web").status()).isEqualTo("passing");
  }

  @Test
  void keeps_what_was_registered_over_the_api() {
    agent.service("{\"Name\":\"api\"}");
    agent.registrations.reload(services(WEB));
    assertThat(agent.catalogIds()).contains("api");
  }

  @Test
  void loses_what_was_registered_over_the_api_of_an_agent_that_keeps_nothing() {
    SimulatedAgent forgetful = new SimulatedAgent().started();
    forgetful.service("{\"Name\":\"api\"}");
    forgetful.registrations.reload(services(WEB));
    assertThat(forgetful.catalogIds()).containsExactly("web", "service:web");
  }
}
