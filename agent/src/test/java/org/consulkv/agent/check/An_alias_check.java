package org.consulkv.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.consulkv.agent.check.AliasSource.Aliased;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class An_alias_check {
  private final VirtualTime time = new VirtualTime();
  private final Reported reported = new Reported();
  private final List<Consumer<Optional<List<Aliased>>>> watching = new ArrayList<>();
  private final CheckRunners runners =
      new CheckRunners(
          CheckSettings.DEFAULT,
          time,
          time,
          new SeededChance(1),
          (check, target, changed) -> {
            watching.add(changed);
            return () -> watching.remove(changed);
          },
          reported,
          new SimulatedProbers(time));

  @BeforeEach
  void start() {
    runners.start(CheckDefinition.builder().id("mirror").aliasService("db").build());
  }

  private Reported.Report after(Aliased... checks) {
    watching.getFirst().accept(Optional.of(List.of(checks)));
    return reported.all().getFirst();
  }

  private static Reported.Report report(CheckStatus status, String output) {
    return new Reported.Report("mirror", status, output);
  }

  @Test
  void is_as_bad_as_the_worst() {
    assertThat(
            after(
                new Aliased("a", "disk", CheckStatus.WARNING, "90% full"),
                new Aliased("b", "port", CheckStatus.CRITICAL, "refused"),
                new Aliased("c", "load", CheckStatus.PASSING, "")))
        .isEqualTo(report(CheckStatus.CRITICAL, "Aliased check \"port\" failing: refused"));
  }

  @Test
  void passes_when_all_do() {
    assertThat(after(new Aliased("a", "disk", CheckStatus.PASSING, "")))
        .isEqualTo(report(CheckStatus.PASSING, "All checks passing."));
  }

  @Test
  void passes_when_there_are_none() {
    assertThat(after()).isEqualTo(report(CheckStatus.PASSING, "No checks found."));
  }

  @Test
  void is_critical_when_there_is_no_such_service() {
    watching.getFirst().accept(Optional.empty());
    assertThat(reported.all())
        .containsExactly(report(CheckStatus.CRITICAL, "Service \"db\" does not exist"));
  }

  @Test
  void looks_no_longer_once_stopped() {
    Consumer<Optional<List<Aliased>>> late = watching.getFirst();
    runners.stop("mirror");
    assertThat(watching).isEmpty();
    late.accept(Optional.empty());
    assertThat(reported.all()).isEmpty();
  }
}
