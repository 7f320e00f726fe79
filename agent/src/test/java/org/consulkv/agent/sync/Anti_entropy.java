package org.consulkv.agent.sync;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.local.SimulatedAgent;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Service;
import org.junit.jupiter.api.Test;

class Anti_entropy {
  /// Longer than the longest time between two full rounds.
  private static final Duration FULL_ROUND = ofMinutes(2).plusSeconds(1);

  private final SimulatedAgent agent = new SimulatedAgent().started();

  @Test
  void writes_a_service_with_its_checks_at_once_and_as_one_change() {
    agent.service(
        "{\"Name\":\"web\",\"Port\":80,\"Check\":{\"TTL\":\"9h\",\"Status\":\"passing\"}}");
    assertThat(agent.catalogIds()).containsExactly("web", "service:web");
    Service service = agent.catalogServices().getFirst();
    assertThat(agent.catalogCheck("service:web").createIndex()).isEqualTo(service.createIndex());
  }

  @Test
  void removes_a_service_with_its_checks_at_once() {
    agent.service("{\"Name\":\"web\",\"Check\":{\"TTL\":\"9h\"}}");
    agent.registrations.deregisterService("web");
    assertThat(agent.catalogIds()).isEmpty();
  }

  @Test
  void gives_the_checks_of_a_service_its_new_name() {
    agent.service("{\"ID\":\"w\",\"Name\":\"web\",\"Check\":{\"TTL\":\"9h\"}}");
    agent.service("{\"ID\":\"w\",\"Name\":\"site\"}");
    assertThat(agent.catalogCheck("service:w").serviceName()).isEqualTo("site");
  }

  @Test
  void writes_a_check_that_changed_without_its_service() {
    agent.service("{\"Name\":\"web\",\"Check\":{\"TTL\":\"9h\"}}");
    long before = agent.catalogServices().getFirst().modifyIndex();
    agent.result("service:web", CheckStatus.PASSING, "fine");
    assertThat(agent.catalogCheck("service:web").status()).isEqualTo("passing");
    assertThat(agent.catalogServices().getFirst().modifyIndex()).isEqualTo(before);
  }

  @Test
  void brings_back_what_others_removed_from_the_catalog() {
    agent.service("{\"Name\":\"web\",\"Check\":{\"TTL\":\"9h\"}}");
    agent.meddle(new Deregister("node1", "web", ""));
    assertThat(agent.catalogIds()).isEmpty();
    agent.time.advance(FULL_ROUND);
    assertThat(agent.catalogIds()).containsExactly("web", "service:web");
  }

  @Test
  void brings_back_the_node_itself() {
    agent.check("{\"ID\":\"disk\",\"Name\":\"disk\",\"TTL\":\"9h\"}");
    agent.meddle(new Deregister("node1", "", ""));
    agent.time.advance(FULL_ROUND);
    assertThat(agent.catalogIds()).containsExactly("disk");
  }

  @Test
  void removes_what_others_added_to_its_node() {
    agent.meddle(
        new Register(
            agent.state.node(),
            true,
            Optional.of(Service.of("node1", "ghost", "ghost", 1)),
            List.of()));
    agent.time.advance(FULL_ROUND);
    assertThat(agent.catalogIds()).isEmpty();
  }

  @Test
  void leaves_tags_that_others_gave_where_the_service_allows_it() {
    agent.service("{\"Name\":\"web\",\"Tags\":[\"a\"],\"EnableTagOverride\":true}");
    retag("web", true, "b");
    agent.time.advance(FULL_ROUND);
    assertThat(agent.catalogServices().getFirst().tags()).containsExactly("b");
    assertThat(agent.state.service("web").orElseThrow().service().tags()).containsExactly("b");
  }

  @Test
  void takes_back_tags_that_others_gave_where_the_service_does_not_allow_it() {
    agent.service("{\"Name\":\"web\",\"Tags\":[\"a\"]}");
    retag("web", false, "b");
    agent.time.advance(FULL_ROUND);
    assertThat(agent.catalogServices().getFirst().tags()).containsExactly("a");
  }

  private void retag(String id, boolean override, String tag) {
    Service service =
        new Service(
            "node1",
            id,
            id,
            "",
            List.of(tag),
            "",
            null,
            null,
            0,
            "",
            Service.Weights.EQUAL,
            override,
            0,
            0);
    agent.meddle(new Register(agent.state.node(), true, Optional.of(service), List.of()));
  }

  @Test
  void writes_new_output_alone_half_to_one_and_a_half_times_the_interval_later() {
    agent.check("{\"ID\":\"disk\",\"Name\":\"disk\",\"TTL\":\"9h\"}");
    agent.result("disk", CheckStatus.PASSING, "first");
    agent.result("disk", CheckStatus.PASSING, "second");
    agent.time.advance(ofSeconds(149));
    assertThat(agent.catalogCheck("disk").output()).isEqualTo("first");
    agent.result("disk", CheckStatus.PASSING, "third");
    agent.time.advance(ofSeconds(301));
    assertThat(agent.catalogCheck("disk").output()).isEqualTo("third");
  }

  @Test
  void writes_output_that_waits_with_the_next_status() {
    agent.check("{\"ID\":\"disk\",\"Name\":\"disk\",\"TTL\":\"9h\"}");
    agent.result("disk", CheckStatus.PASSING, "first");
    agent.result("disk", CheckStatus.PASSING, "second");
    agent.result("disk", CheckStatus.WARNING, "third");
    assertThat(agent.catalogCheck("disk").output()).isEqualTo("third");
  }

  @Test
  void changes_nothing_when_nothing_changed() {
    agent.service("{\"Name\":\"web\",\"Check\":{\"TTL\":\"9h\"}}");
    long index = agent.store.snapshot().index();
    agent.service("{\"Name\":\"web\",\"Check\":{\"TTL\":\"9h\"}}");
    agent.time.advance(ofMinutes(30));
    assertThat(agent.store.snapshot().index()).isEqualTo(index);
  }

  @Test
  void goes_on_soon_after_a_leader_is_back() {
    agent.log.lead(false);
    agent.service("{\"Name\":\"web\"}");
    agent.time.advance(ofMinutes(3));
    assertThat(agent.catalogIds()).isEmpty();
    agent.log.lead(true);
    agent.time.advance(ofSeconds(7));
    assertThat(agent.catalogIds()).containsExactly("web");
  }

  @Test
  void tries_again_soon_when_a_server_is_found() {
    agent.log.failWith(Reason.STORAGE);
    agent.service("{\"Name\":\"web\"}");
    agent.log.failWith(null);
    agent.findServer();
    agent.time.advance(ofSeconds(3));
    assertThat(agent.catalogIds()).containsExactly("web");
  }

  @Test
  void tries_again_after_a_change_failed() {
    agent.log.failWith(Reason.STORAGE);
    agent.service("{\"Name\":\"web\"}");
    agent.log.failWith(null);
    agent.time.advance(ofSeconds(31));
    assertThat(agent.catalogIds()).containsExactly("web");
  }
}
