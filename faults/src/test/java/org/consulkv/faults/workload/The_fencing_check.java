package org.consulkv.faults.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.consulkv.faults.kv.Fenced;
import org.consulkv.faults.kv.Outcome;
import org.junit.jupiter.api.Test;

class The_fencing_check {
  private final Observations observations = new Observations();

  private List<String> violations(Fencing.Write... writes) {
    Fencing.check("lock", List.of(writes), observations);
    return observations.violations();
  }

  private static Fencing.Write write(int holder, long lockIndex, long modifyIndex) {
    return new Fencing.Write(holder, new Fenced(lockIndex, modifyIndex));
  }

  @Test
  void finds_nothing_wrong_with_holders_that_take_turns() {
    assertThat(violations(write(2, 2, 30), write(1, 1, 20), write(1, 1, 10))).isEmpty();
  }

  @Test
  void finds_two_that_hold_the_lock_at_once() {
    assertThat(violations(write(1, 1, 10), write(2, 1, 20))).hasSize(1);
  }

  @Test
  void finds_a_write_of_a_holder_that_has_been_replaced() {
    assertThat(violations(write(1, 1, 10), write(2, 2, 20), write(1, 1, 30))).hasSize(1);
  }

  @Test
  void of_registrations_finds_what_is_lost_and_what_has_come_back() {
    Possible registered = new Possible();
    registered.wrote(Optional.of("a"), new Outcome.Done<>(true));
    Possible unknown = new Possible();
    unknown.wrote(Optional.of("b"), new Outcome.Unknown<>("no answer"));
    Possible gone = new Possible();
    gone.wrote(Optional.of("c"), new Outcome.Done<>(true));
    gone.wrote(Optional.empty(), new Outcome.Done<>(true));
    var nodes = Map.of("a", registered, "b", unknown, "c", gone);

    Registrations.compare(nodes, Set.of("a"), observations);
    Registrations.compare(nodes, Set.of("a", "b"), observations);
    assertThat(observations.violations()).isEmpty();

    Registrations.compare(nodes, Set.of("c"), observations);
    assertThat(observations.violations()).hasSize(2);
  }
}
