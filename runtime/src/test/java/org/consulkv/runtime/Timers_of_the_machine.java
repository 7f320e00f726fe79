package org.consulkv.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Timers_of_the_machine {
  private final SystemTimers timers = new SystemTimers();

  @AfterEach
  void close() {
    timers.close();
  }

  @Test
  void run_a_task_after_its_delay_and_never_before() throws InterruptedException {
    var late = new ConcurrentLinkedQueue<Long>();
    var all = new CountDownLatch(200);
    for (int i = 0; i < 200; i++) {
      long start = System.nanoTime();
      long delayNanos = Duration.ofMillis(i % 50).toNanos();
      timers.after(
          Duration.ofNanos(delayNanos),
          () -> {
            late.add(System.nanoTime() - start - delayNanos);
            all.countDown();
          });
    }
    assertThat(all.await(20, SECONDS)).isTrue();
    assertThat(late).allMatch(nanos -> nanos >= 0);
  }

  @Test
  void run_a_shorter_task_although_a_longer_one_was_waited_for() throws InterruptedException {
    var ran = new CountDownLatch(1);
    timers.after(Duration.ofHours(1), () -> {});
    timers.after(Duration.ofMillis(1), ran::countDown);
    assertThat(ran.await(20, SECONDS)).isTrue();
    assertThat(timers.pending()).isEqualTo(1);
  }

  @Test
  void forget_cancelled_tasks_at_once() {
    List<Timers.Scheduled> scheduled = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      scheduled.add(timers.after(Duration.ofMinutes(1 + i % 10), () -> {}));
    }
    assertThat(timers.pending()).isEqualTo(10_000);
    scheduled.forEach(Timers.Scheduled::cancel);
    scheduled.forEach(Timers.Scheduled::cancel);
    assertThat(timers.pending()).isZero();
  }

  @Test
  void go_on_after_a_task_that_throws() throws InterruptedException {
    var ran = new CountDownLatch(1);
    timers.after(
        Duration.ZERO,
        () -> {
          throw new IllegalStateException("thrown on purpose by a test");
        });
    timers.after(Duration.ofMillis(5), ran::countDown);
    assertThat(ran.await(20, SECONDS)).isTrue();
  }
}
