package org.consulkv.agent.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consulkv.agent.check.CheckStatus.CRITICAL;
import static org.consulkv.agent.check.CheckStatus.PASSING;
import static org.consulkv.agent.check.CheckStatus.WARNING;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class Results_in_a_row {
  private static List<Optional<CheckStatus>> after(
      int passing, int warning, int critical, CheckStatus... results) {
    Thresholds thresholds =
        new Thresholds(CheckDefinition.builder().thresholds(passing, warning, critical).build());
    return Stream.of(results).map(thresholds::on).toList();
  }

  private static Optional<CheckStatus> is(CheckStatus status) {
    return Optional.of(status);
  }

  private static Optional<CheckStatus> stays() {
    return Optional.empty();
  }

  @Test
  void count_at_once_without_thresholds() {
    assertThat(after(0, 0, 0, PASSING, CRITICAL, WARNING, PASSING))
        .containsExactly(is(PASSING), is(CRITICAL), is(WARNING), is(PASSING));
  }

  @Test
  void pass_when_there_are_enough() {
    assertThat(after(3, 0, 0, PASSING, PASSING, PASSING, PASSING))
        .containsExactly(stays(), stays(), is(PASSING), is(PASSING));
  }

  @Test
  void fail_when_there_are_enough() {
    assertThat(after(0, 0, 2, CRITICAL, PASSING, CRITICAL, CRITICAL))
        .containsExactly(stays(), is(PASSING), stays(), is(CRITICAL));
  }

  @Test
  void warn_on_the_way_to_failing() {
    assertThat(after(0, 1, 3, CRITICAL, CRITICAL, CRITICAL))
        .containsExactly(is(WARNING), is(WARNING), is(CRITICAL));
  }

  @Test
  void begin_anew_after_the_opposite() {
    assertThat(after(2, 0, 2, PASSING, CRITICAL, PASSING, CRITICAL, PASSING, PASSING))
        .containsExactly(stays(), stays(), stays(), stays(), stays(), is(PASSING));
  }
}
