package org.consulkv.server.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class Tombstones_while_this_server_leads {
  private static final Duration TTL = Duration.ofMinutes(15);
  private static final Duration STEP = Duration.ofSeconds(30);

  private final VirtualTime time = new VirtualTime();
  private final List<Long> reaped = new ArrayList<>();
  private long index = 10;
  private final TombstoneReaper reaper =
      new TombstoneReaper(time, time, TTL, STEP, () -> index, reaped::add);

  @Test
  void are_reaped_between_their_time_and_one_step_later() {
    reaper.start();
    time.advance(Duration.ofSeconds(1));
    index = 20; // something was deleted
    time.advance(TTL.minusSeconds(1));
    assertThat(reaped).containsExactly(10L);
    time.advance(STEP);
    assertThat(reaped).containsExactly(10L, 20L);
  }

  @Test
  void are_kept_their_whole_time_from_the_start_of_a_new_leader() {
    reaper.start();
    time.advance(TTL.minusSeconds(10));
    reaper.stop();
    reaper.start();
    index = 30;
    time.advance(TTL.minusSeconds(10));
    assertThat(reaped).isEmpty();
  }

  @Test
  void are_not_reaped_by_a_server_that_leads_no_more() {
    reaper.start();
    reaper.stop();
    time.advance(Duration.ofDays(1));
    assertThat(reaped).isEmpty();
    assertThat(time.pending()).isZero();
  }
}
