package org.consulkv.state.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consulkv.state.Driver.ALICE;
import static org.consulkv.state.Driver.BOB;

import java.util.List;
import org.consulkv.state.Driver;
import org.consulkv.state.Outcome;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.session.Session.Behavior;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class A_session {
  private final Driver driver = new Driver();

  @BeforeEach
  void belongs_to_a_node_with_a_check() {
    driver.register("node1", Check.of("node1", "alive", "alive", Check.PASSING));
  }

  @Test
  void needs_its_node() {
    assertThat(driver.session(ALICE, "none", Behavior.RELEASE))
        .isEqualTo(new Outcome.Failed("Missing node registration"));
  }

  @Test
  void needs_its_checks() {
    assertThat(driver.session(ALICE, "node1", Behavior.RELEASE, "serfHealth"))
        .isEqualTo(new Outcome.Failed("Missing check 'serfHealth' registration"));
  }

  @Test
  void needs_checks_that_are_not_critical() {
    driver.register("node1", Check.of("node1", "sick", "sick", Check.CRITICAL));
    assertThat(driver.session(ALICE, "node1", Behavior.RELEASE, "alive", "sick"))
        .isEqualTo(new Outcome.Failed("Check 'sick' is in critical state"));
  }

  @Test
  void releases_its_locks_when_it_ends() {
    driver.session(ALICE, "node1", Behavior.RELEASE);
    driver.lock("a", "v", ALICE);
    driver.apply(new SessionCommand.Destroy(Driver.id(ALICE)));
    assertThat(driver.entry("a").orElseThrow())
        .satisfies(entry -> {
          assertThat(entry.session()).isEmpty();
          assertThat(entry.lockIndex()).isEqualTo(1);
          assertThat(entry.modifyIndex()).isEqualTo(driver.index());
        });
  }

  @Test
  void deletes_only_what_it_still_locks_when_it_ends_if_it_was_made_so() {
    driver.session(ALICE, "node1", Behavior.DELETE);
    driver.lock("a", "v", ALICE);
    driver.lock("b", "v", ALICE);
    driver.unlock("b", "v", ALICE);
    driver.apply(new SessionCommand.Destroy(Driver.id(ALICE)));
    assertThat(driver.values()).containsOnlyKeys("b");
  }

  @Test
  void ends_when_a_check_becomes_critical() {
    driver.session(ALICE, "node1", Behavior.RELEASE, "alive");
    driver.session(BOB, "node1", Behavior.RELEASE);
    driver.register("node1", Check.of("node1", "alive", "alive", Check.WARNING));
    assertThat(driver.lives(ALICE)).isTrue();
    driver.register("node1", Check.of("node1", "alive", "alive", Check.CRITICAL));
    assertThat(driver.lives(ALICE)).isFalse();
    assertThat(driver.lives(BOB)).isTrue();
  }

  @Test
  void ends_with_its_check() {
    driver.session(ALICE, "node1", Behavior.RELEASE, "alive");
    driver.apply(new Deregister("node1", "", "alive"));
    assertThat(driver.lives(ALICE)).isFalse();
  }

  @Test
  void ends_with_its_node_whatever_the_case_of_its_name() {
    driver.session(ALICE, "node1", Behavior.RELEASE);
    driver.apply(new Deregister("NODE1", "", ""));
    assertThat(driver.lives(ALICE)).isFalse();
  }

  @Test
  void wakes_who_asks_for_it_or_for_the_list() {
    int[] woken = {0};
    WatchSet info = new WatchSet();
    WatchSet list = new WatchSet();
    WatchSet node = new WatchSet();
    SessionQueries.info(driver.store.snapshot(), info, Driver.id(ALICE));
    SessionQueries.list(driver.store.snapshot(), list);
    SessionQueries.node(driver.store.snapshot(), node, "node1");
    for (WatchSet watches : List.of(info, list, node)) {
      watches.onChange(() -> woken[0]++);
    }
    driver.session(BOB, "node1", Behavior.RELEASE);
    assertThat(woken[0]).isEqualTo(2);
    driver.session(ALICE, "node1", Behavior.RELEASE);
    assertThat(woken[0]).isEqualTo(3);
  }
}
