package org.consulkv.faults.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consulkv.faults.linear.Operation.ABSENT;
import static org.consulkv.faults.linear.Operation.NEVER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.consulkv.faults.linear.Operation.Action;
import org.consulkv.faults.linear.Operation.Read;
import org.consulkv.faults.linear.Operation.RefusedSwap;
import org.consulkv.faults.linear.Operation.Swap;
import org.consulkv.faults.linear.Operation.Write;
import org.junit.jupiter.api.Test;

class The_linearizability_check {
  private static final int RUNS = 20_000;

  @Test
  void agrees_with_trying_every_order() {
    int linearizable = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      int length = 2 + seed * 6 / RUNS;
      List<Operation> history = new RandomHistory(random, 4).doubtful(length, 3);
      Collections.shuffle(history, random);

      boolean expected = AnyOrder.explains(history);

      linearizable += expected ? 1 : 0;
      assertThat(Linearizability.firstUnexplained(history).isEmpty())
          .as("seed %d: %s", seed, history)
          .isEqualTo(expected);
    }
    assertThat(linearizable)
        .as("the generator gives both kinds")
        .isBetween(RUNS / 10, RUNS * 9 / 10);
  }

  @Test
  void accepts_long_histories_that_are_linearizable() {
    for (int seed = 0; seed < 50; seed++) {
      List<Operation> history = new RandomHistory(new Random(seed), 20).linearizable(300, 2);

      assertThat(Linearizability.firstUnexplained(history)).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void finds_a_read_that_is_too_old() {
    assertThat(
            unexplained(at(0, 10, new Write(1)), at(20, 30, new Write(2)), at(40, 50, new Read(1))))
        .containsExactly(new Read(1));
  }

  @Test
  void finds_a_lost_write() {
    assertThat(unexplained(at(0, 10, new Write(1)), at(20, 30, new Read(ABSENT))))
        .containsExactly(new Read(ABSENT));
  }

  @Test
  void finds_two_swaps_of_one_value() {
    assertThat(
            unexplained(
                at(0, 10, new Write(1)), at(20, 60, new Swap(1, 2)), at(20, 70, new Swap(1, 3))))
        .containsExactly(new Swap(1, 3));
  }

  @Test
  void finds_a_swap_refused_without_reason() {
    assertThat(unexplained(at(0, 10, new Write(1)), at(20, 30, new RefusedSwap(1))))
        .containsExactly(new RefusedSwap(1));
  }

  @Test
  void lets_a_write_of_unknown_outcome_happen_late_or_never() {
    assertThat(unexplained(at(0, NEVER, new Write(1)), at(10, 20, new Read(ABSENT)))).isEmpty();
    assertThat(
            unexplained(
                at(0, NEVER, new Write(1)), at(10, 20, new Read(ABSENT)), at(30, 40, new Read(1))))
        .isEmpty();
  }

  @Test
  void does_not_let_it_happen_twice() {
    assertThat(
            unexplained(
                at(0, NEVER, new Write(1)),
                at(10, 20, new Read(1)),
                at(30, 40, new Write(2)),
                at(50, 60, new Read(1))))
        .containsExactly(new Read(1));
  }

  private static List<Action> unexplained(Operation... history) {
    return Linearizability.firstUnexplained(new ArrayList<>(List.of(history))).stream()
        .map(Operation::action)
        .toList();
  }

  private static Operation at(long start, long end, Action action) {
    return new Operation("c", action, start, end);
  }
}
