package org.consulkv.gossip.swim;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The formula of Lifeguard, section IV.B: `max - (max - min) * log(C + 1) / log(K + 1)`.
class A_suspicion {
  @Test
  void lasts_longest_on_the_word_of_one() {
    assertThat(ends(suspicion(3))).isEqualTo(ofSeconds(30));
  }

  @Test
  void gets_shorter_with_each_other_accuser() {
    Suspicion suspicion = suspicion(3);

    assertThat(suspicion.confirm("b")).isTrue();
    assertThat(ends(suspicion)).isEqualTo(ofSeconds(18)); // 30 - 24 * log(2) / log(4)
    suspicion.confirm("c");
    suspicion.confirm("d");
    assertThat(ends(suspicion)).isEqualTo(ofSeconds(6));
  }

  @Test
  void counts_each_accuser_once_and_no_more_than_it_expects() {
    Suspicion suspicion = suspicion(1);

    assertThat(suspicion.confirm("a")).isFalse();
    assertThat(suspicion.confirm("b")).isTrue();
    assertThat(suspicion.confirm("c")).isFalse();
  }

  @Test
  void lasts_shortest_where_nobody_else_could_confirm() {
    assertThat(ends(suspicion(0))).isEqualTo(ofSeconds(6));
  }

  private static Suspicion suspicion(int expected) {
    return new Suspicion("a", 0, ofSeconds(6), ofSeconds(30), expected);
  }

  private static Duration ends(Suspicion suspicion) {
    return Duration.ofNanos(suspicion.endNanos());
  }
}
