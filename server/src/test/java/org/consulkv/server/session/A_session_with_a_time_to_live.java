package org.consulkv.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.state.session.SessionId;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class A_session_with_a_time_to_live {
  private static final SessionId ID = new SessionId(new UUID(1, 2));
  private static final Duration TTL = Duration.ofSeconds(10);

  private final VirtualTime time = new VirtualTime();
  private final List<SessionId> ended = new ArrayList<>();
  private boolean logFails;
  private final SessionTimers timers = new SessionTimers(time, this::end);

  @Test
  void ends_at_twice_its_time_to_live() {
    timers.restart(ID, TTL);
    time.advance(TTL.multipliedBy(2).minusNanos(1));
    assertThat(ended).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(ended).containsExactly(ID);
    assertThat(timers.size()).isZero();
  }

  @Test
  void lives_on_while_it_is_renewed() {
    timers.restart(ID, TTL);
    for (int i = 0; i < 100; i++) {
      time.advance(Duration.ofSeconds(19));
      assertThat(timers.restart(ID, TTL)).isTrue();
    }
    assertThat(ended).isEmpty();
    assertThat(time.pending()).isEqualTo(1);
  }

  @Test
  void is_let_alone_once_it_is_gone() {
    timers.restart(ID, TTL);
    timers.stop(ID);
    time.advance(Duration.ofDays(1));
    assertThat(ended).isEmpty();
    assertThat(time.pending()).isZero();
  }

  @Test
  void is_let_alone_by_a_server_that_leads_no_more() {
    timers.restart(ID, TTL);
    timers.stopAll();
    time.advance(Duration.ofDays(1));
    assertThat(ended).isEmpty();
  }

  @Test
  void is_ended_later_when_the_log_refused_at_first() {
    logFails = true;
    timers.restart(ID, TTL);
    time.advance(Duration.ofSeconds(20));
    assertThat(ended).hasSize(1);
    time.advance(Duration.ofSeconds(10));
    assertThat(ended).hasSize(2);
    time.advance(Duration.ofSeconds(19));
    assertThat(ended).hasSize(2);
    logFails = false;
    time.advance(Duration.ofSeconds(1));
    assertThat(ended).hasSize(3);
    time.advance(Duration.ofDays(1));
    assertThat(ended).hasSize(3);
  }

  @Test
  void gets_its_time_anew_after_six_tries_that_failed() {
    logFails = true;
    timers.restart(ID, TTL);
    time.advance(Duration.ofSeconds(20 + 10 + 20 + 40 + 80 + 160));
    assertThat(ended).hasSize(6);
    time.advance(Duration.ofSeconds(19));
    assertThat(ended).hasSize(6);
    time.advance(Duration.ofSeconds(1));
    assertThat(ended).hasSize(7);
  }

  @Test
  void is_not_renewed_while_it_is_being_ended() {
    logFails = true;
    timers.restart(ID, TTL);
    time.advance(Duration.ofSeconds(20));
    assertThat(timers.restart(ID, TTL)).isFalse();
  }

  private CompletableFuture<?> end(SessionId id) {
    ended.add(id);
    return logFails
        ? CompletableFuture.failedFuture(new LogException(Reason.NO_LEADER, "no leader"))
        : CompletableFuture.completedFuture(null);
  }
}
