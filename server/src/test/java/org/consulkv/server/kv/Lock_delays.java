package org.consulkv.server.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.consulkv.state.kv.Key;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class Lock_delays {
  private static final Key A = Key.of("a");
  private static final Key B = Key.of("b");

  private final VirtualTime time = new VirtualTime();
  private final LockDelays delays = new LockDelays(time, 2);

  @Test
  void hold_a_key_until_they_are_over() {
    delays.start(A, Duration.ofSeconds(15));
    time.advance(Duration.ofSeconds(15).minusNanos(1));
    assertThat(delays.holds(A)).isTrue();
    assertThat(delays.holds(B)).isFalse();
    time.advance(Duration.ofNanos(1));
    assertThat(delays.holds(A)).isFalse();
  }

  @Test
  void count_from_the_last_time_the_key_was_freed() {
    delays.start(A, Duration.ofSeconds(15));
    time.advance(Duration.ofSeconds(10));
    delays.start(A, Duration.ofSeconds(15));
    time.advance(Duration.ofSeconds(10));
    assertThat(delays.holds(A)).isTrue();
    time.advance(Duration.ofSeconds(5));
    assertThat(delays.holds(A)).isFalse();
  }

  @Test
  void of_zero_hold_nothing() {
    delays.start(A, Duration.ZERO);
    assertThat(delays.holds(A)).isFalse();
  }

  @Test
  void are_bounded_and_give_up_the_one_that_ends_first() {
    delays.start(A, Duration.ofSeconds(1));
    delays.start(B, Duration.ofSeconds(2));
    delays.start(Key.of("c"), Duration.ofSeconds(3));
    assertThat(delays.holds(A)).isFalse();
    assertThat(delays.holds(B)).isTrue();
    assertThat(delays.holds(Key.of("c"))).isTrue();
  }
}
