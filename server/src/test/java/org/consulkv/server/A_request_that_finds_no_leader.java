package org.consulkv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogException;
import org.consulkv.runtime.LogException.Reason;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class A_request_that_finds_no_leader {
  private static final Duration LIMIT = Duration.ofSeconds(7);

  private final VirtualTime time = new VirtualTime();
  private final Hold hold = new Hold(time, time, new SeededChance(1), LIMIT, 2);
  private @Nullable Reason refusal = Reason.NO_LEADER;
  private int attempts;

  @Test
  void is_answered_when_there_is_one_in_time() {
    CompletableFuture<String> answer = hold.call(this::attempt);
    time.advance(Duration.ofSeconds(6));
    assertThat(answer).isNotDone();
    refusal = null;
    time.advance(Duration.ofSeconds(1));
    assertThat(answer).isCompletedWithValue("done");
    assertThat(time.pending()).isZero();
  }

  @Test
  void is_refused_after_the_hold_timeout() {
    CompletableFuture<String> answer = hold.call(this::attempt);
    time.advance(LIMIT);
    assertThat(answer)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(ApiException.class)
        .withMessage("No cluster leader");
    assertThat(attempts).isBetween(8, 40);
  }

  @Test
  void is_refused_at_once_when_too_many_wait_already() {
    CompletableFuture<String> first = hold.call(this::attempt);
    CompletableFuture<String> second = hold.call(this::attempt);
    CompletableFuture<String> third = hold.call(this::attempt);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(third).isCompletedExceptionally();
    refusal = null;
    time.advance(LIMIT);
    refusal = Reason.NO_LEADER;
    assertThat(hold.call(this::attempt)).isNotDone();
  }

  @Test
  void is_not_tried_again_when_it_may_have_been_done() {
    refusal = Reason.UNKNOWN;
    CompletableFuture<String> answer = hold.call(this::attempt);
    assertThat(answer).isCompletedExceptionally();
    time.advance(LIMIT);
    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void stays_on_its_thread_when_there_is_nothing_to_wait_for() {
    refusal = null;
    assertThat(hold.call(this::attempt)).isCompletedWithValue("done");
    assertThat(time.pending()).isZero();
  }

  private CompletableFuture<String> attempt() {
    attempts++;
    return refusal == null
        ? CompletableFuture.completedFuture("done")
        : CompletableFuture.failedFuture(new LogException(refusal, "as the test asked"));
  }
}
