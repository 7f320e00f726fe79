package org.consulkv.agent.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class The_place_of_an_agent {
  private final VirtualTime time = new VirtualTime();
  private boolean known;
  private int told;
  private int nodes = 3;

  @Test
  void is_told_until_the_servers_know_it_and_again_when_they_have_forgotten() {
    try (OwnCoordinate _ = start()) {
      time.advance(OwnCoordinate.PERIOD.multipliedBy(2));
      assertThat(told).isEqualTo(1);
      known = true;
      time.advance(OwnCoordinate.PERIOD.multipliedBy(20));
      assertThat(told).isEqualTo(1);
      known = false;
      time.advance(OwnCoordinate.PERIOD.multipliedBy(2));
      assertThat(told).isGreaterThan(1);
    }
  }

  @Test
  void is_told_no_more_once_the_agent_has_ended() {
    start().close();
    time.advance(OwnCoordinate.PERIOD.multipliedBy(4));
    assertThat(told).isZero();
  }

  @Test
  void is_told_less_often_in_a_large_cluster() {
    nodes = OwnCoordinate.PER_SECOND * 60;
    try (OwnCoordinate _ = start()) {
      time.advance(Duration.ofMinutes(20));
      assertThat(told).isBetween(10, 20);
    }
  }

  private OwnCoordinate start() {
    return new OwnCoordinate(time, new SeededChance(7), () -> nodes, () -> known, () -> told++);
  }
}
