package org.consulkv.state.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consulkv.state.Driver.ALICE;
import static org.consulkv.state.Driver.BOB;

import org.consulkv.state.Driver;
import org.consulkv.state.session.Session.Behavior;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class The_count_of_a_lock {
  private final Driver driver = new Driver();

  @BeforeEach
  void two_sessions_and_a_lock() {
    driver.register("node1");
    driver.session(ALICE, "node1", Behavior.RELEASE);
    driver.session(BOB, "node1", Behavior.RELEASE);
    driver.lock("a", "1", ALICE);
  }

  @Test
  void rises_with_each_owner() {
    driver.unlock("a", "2", ALICE);
    driver.lock("a", "3", BOB);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void stays_when_the_owner_acquires_it_again() {
    driver.lock("a", "2", ALICE);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void stays_when_somebody_writes_while_it_is_held() {
    driver.put("a", "2");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void starts_anew_when_somebody_writes_while_nobody_holds_it() {
    driver.unlock("a", "2", ALICE);
    driver.put("a", "3");
    assertThat(count()).isZero();
    driver.lock("a", "4", BOB);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void stays_when_the_value_that_is_written_is_there_already() {
    driver.unlock("a", "2", ALICE);
    long index = driver.entry("a").orElseThrow().modifyIndex();
    driver.put("a", "2");
    assertThat(count()).isEqualTo(1);
    assertThat(driver.entry("a").orElseThrow().modifyIndex()).isEqualTo(index);
  }

  private long count() {
    return driver.entry("a").orElseThrow().lockIndex();
  }
}
