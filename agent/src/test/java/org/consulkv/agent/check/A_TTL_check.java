package org.consulkv.agent.check;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class A_TTL_check {
  private final VirtualTime time = new VirtualTime();
  private final Reported reported = new Reported();
  private final CheckRunners runners =
      new CheckRunners(
          CheckSettings.DEFAULT,
          time,
          time,
          new SeededChance(1),
          AliasSource.NONE,
          reported,
          new SimulatedProbers(time));

  @BeforeEach
  void start() {
    runners.start(CheckDefinition.builder().id("job").ttl(ofSeconds(30)).build());
  }

  private static Reported.Report report(CheckStatus status, String output) {
    return new Reported.Report("job", status, output);
  }

  @Test
  void is_critical_when_its_time_is_over() {
    time.advance(ofSeconds(29));
    assertThat(reported.all()).isEmpty();
    time.advance(ofSeconds(1));
    assertThat(reported.all()).containsExactly(report(CheckStatus.CRITICAL, "TTL expired"));
  }

  @Test
  void reports_a_heartbeat_at_once() {
    assertThat(runners.heartbeat("job", CheckStatus.WARNING, "late")).isTrue();
    assertThat(reported.all()).containsExactly(report(CheckStatus.WARNING, "late"));
  }

  @Test
  void says_what_the_last_heartbeat_said_when_it_expires() {
    runners.heartbeat("job", CheckStatus.PASSING, "at work");
    reported.all();
    time.advance(ofSeconds(30));
    assertThat(reported.all())
        .containsExactly(
            report(
                CheckStatus.CRITICAL, "TTL expired (last output before timeout follows): at work"));
  }

  @SeededTest
  void expires_only_after_a_whole_ttl_without_heartbeats(Gen gen) {
    for (int i = 0; i < 20; i++) {
      time.advance(Duration.ofMillis(gen.below(30_000)));
      runners.heartbeat("job", CheckStatus.PASSING, "");
    }
    assertThat(reported.statuses()).containsOnly(CheckStatus.PASSING).hasSize(20);
    time.advance(ofSeconds(30));
    assertThat(reported.statuses()).containsExactly(CheckStatus.CRITICAL);
  }

  @Test
  void expires_once() {
    time.advance(ofMinutes(5));
    assertThat(reported.all()).hasSize(1);
  }

  @Test
  void cuts_what_a_heartbeat_says() {
    runners.heartbeat("job", CheckStatus.PASSING, "x".repeat(5000));
    assertThat(reported.all().getFirst().output())
        .isEqualTo("x".repeat(4096) + " ... (captured 4096 of 5000 bytes)");
  }

  @Test
  void cuts_it_where_its_definition_says() {
    runners.start(CheckDefinition.builder().id("job").ttl(ofSeconds(30)).outputMaxSize(10).build());
    runners.heartbeat("job", CheckStatus.PASSING, "x".repeat(20));
    assertThat(reported.all().getFirst().output())
        .isEqualTo("x".repeat(10) + " ... (captured 10 of 20 bytes)");
  }

  @Test
  void takes_no_heartbeat_once_stopped() {
    runners.stop("job");
    assertThat(runners.heartbeat("job", CheckStatus.PASSING, "")).isFalse();
    time.advance(ofSeconds(100));
    assertThat(reported.all()).isEmpty();
  }

  @Test
  void is_the_only_kind_that_takes_heartbeats() {
    runners.start(
        CheckDefinition.builder().id("web").tcp("127.0.0.1:80").interval(ofSeconds(5)).build());
    assertThat(runners.heartbeat("web", CheckStatus.PASSING, "")).isFalse();
    assertThat(runners.heartbeat("nosuch", CheckStatus.PASSING, "")).isFalse();
  }
}
