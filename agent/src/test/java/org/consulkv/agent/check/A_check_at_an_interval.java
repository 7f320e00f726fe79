package org.consulkv.agent.check;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class A_check_at_an_interval {
  private final VirtualTime time = new VirtualTime();
  private final SimulatedProbers probers = new SimulatedProbers(time);
  private final Reported reported = new Reported();
  private CheckRunners runners = runners(1);

  private CheckRunners runners(long seed) {
    return new CheckRunners(
        CheckSettings.DEFAULT,
        time,
        time,
        new SeededChance(seed),
        AliasSource.NONE,
        reported,
        probers);
  }

  private static CheckDefinitionBuilder check() {
    return CheckDefinition.builder().id("web").tcp("127.0.0.1:80").interval(ofSeconds(10));
  }

  @SeededTest
  void runs_first_within_its_interval_and_then_at_it(Gen gen) {
    runners = runners(gen.number());
    runners.start(check().build());
    time.advance(ofSeconds(10));
    Duration first = probers.starts().getFirst();
    assertThat(first).isLessThan(ofSeconds(10));
    time.advance(ofSeconds(990));
    assertThat(probers.starts())
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> first.plusSeconds(10L * i)).toList());
  }

  @Test
  void does_not_start_together_with_a_thousand_others() {
    for (int i = 0; i < 1000; i++) {
      runners.start(check().id("web" + i).build());
    }
    time.advance(ofSeconds(10));
    long inFirstSecond =
        probers.starts().stream().filter(at -> at.compareTo(ofSeconds(1)) < 0).count();
    assertThat(probers.starts()).hasSize(1000);
    assertThat(inFirstSecond).isBetween(50L, 150L);
  }

  @Test
  void runs_once_a_second_at_most() {
    runners.start(check().interval(ofMillis(1)).build());
    time.advance(ofSeconds(10));
    assertThat(probers.starts()).hasSize(10);
  }

  @Test
  void keeps_its_interval_however_long_a_run_takes_within_it() {
    probers.take(ofSeconds(4));
    runners.start(check().build());
    time.advance(ofSeconds(100));
    assertThat(probers.starts()).hasSize(10);
  }

  @Test
  void runs_again_at_once_after_a_run_longer_than_its_interval() {
    probers.take(ofSeconds(15));
    runners.start(check().timeout(ofSeconds(60)).build());
    time.advance(ofSeconds(100));
    Duration first = probers.starts().getFirst();
    assertThat(probers.starts().subList(0, 3))
        .isEqualTo(List.of(first, first.plusSeconds(15), first.plusSeconds(30)));
  }

  @Test
  void is_critical_when_there_is_no_result_in_time() {
    probers.take(ofSeconds(9));
    runners.start(check().timeout(ofSeconds(3)).build());
    time.advance(ofSeconds(20));
    assertThat(reported.all().getFirst())
        .isEqualTo(new Reported.Report("web", CheckStatus.CRITICAL, "timed out"));
    assertThat(probers.cancelled()).isPositive();
  }

  @Test
  void ignores_a_result_that_comes_after_the_timeout() {
    probers.take(ofSeconds(5));
    runners.start(check().timeout(ofSeconds(3)).build());
    time.advance(ofSeconds(100));
    assertThat(reported.statuses()).hasSizeBetween(9, 10).containsOnly(CheckStatus.CRITICAL);
  }

  @Test
  void reports_every_run() {
    probers.find(CheckStatus.WARNING, CheckStatus.CRITICAL, CheckStatus.CRITICAL);
    runners.start(check().build());
    time.advance(ofSeconds(40));
    assertThat(reported.statuses())
        .containsExactly(
            CheckStatus.WARNING, CheckStatus.CRITICAL, CheckStatus.CRITICAL, CheckStatus.PASSING);
  }

  @Test
  void reports_no_output_if_that_is_discarded() {
    runners.discardOutput(true);
    runners.start(check().build());
    time.advance(ofSeconds(10));
    assertThat(reported.all()).containsExactly(new Reported.Report("web", CheckStatus.PASSING, ""));
  }

  @Test
  void is_silent_once_stopped() {
    probers.take(ofSeconds(2));
    runners.start(check().build());
    time.advance(probers.starts().isEmpty() ? ofSeconds(10) : Duration.ZERO);
    reported.all();
    runners.stop("web");
    time.advance(ofSeconds(100));
    assertThat(reported.all()).isEmpty();
    assertThat(time.pending()).isZero();
  }

  @Test
  void takes_the_place_of_one_of_the_same_id() {
    runners.start(check().build());
    runners.start(check().interval(ofSeconds(50)).build());
    time.advance(ofSeconds(500));
    assertThat(probers.starts()).hasSize(10);
  }

  @Test
  void ends_when_all_do() {
    runners.start(check().build());
    runners.close();
    assertThat(time.pending()).isZero();
  }
}
