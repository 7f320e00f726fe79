package org.consulkv.faults.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consulkv.faults.linear.Operation.ABSENT;
import static org.consulkv.faults.linear.Operation.NEVER;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.faults.linear.Operation.Action;
import org.consulkv.faults.linear.Operation.Free;
import org.consulkv.faults.linear.Operation.Read;
import org.consulkv.faults.linear.Operation.RefusedSwap;
import org.consulkv.faults.linear.Operation.Swap;
import org.consulkv.faults.linear.Operation.Write;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;

class The_linearizability_check {
  @SeededTest(runs = 500)
  void agrees_with_trying_every_order(Gen gen) {
    for (int i = 0; i < 30; i++) {
      int length = 2 + gen.below(2 + gen.size() / 20);
      List<Operation> history = new RandomHistory(gen, 4).doubtful(length, 3);

      assertThat(Linearizability.firstUnexplained(history).isEmpty())
          .as("%s", history)
          .isEqualTo(AnyOrder.explains(history));
    }
  }

  @SeededTest(runs = 50)
  void accepts_long_histories_that_are_linearizable(Gen gen) {
    List<Operation> history = new RandomHistory(gen, 20).linearizable(3 * gen.size(), 2);

    assertThat(Linearizability.firstUnexplained(history)).isEmpty();
  }

  @Test
  void is_put_to_the_test_by_histories_of_both_kinds() {
    Gen gen = new Gen(1, 100);
    int linearizable = 0;
    for (int i = 0; i < 1_000; i++) {
      linearizable += AnyOrder.explains(new RandomHistory(gen, 4).doubtful(6, 3)) ? 1 : 0;
    }

    assertThat(linearizable).isBetween(100, 900);
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
  void lets_a_session_that_ends_free_only_its_own_lock() {
    assertThat(
            unexplained(
                at(0, 10, new Swap(ABSENT, 1)),
                at(20, 30, new Free(1)),
                at(40, 50, new Swap(ABSENT, 2))))
        .isEmpty();
    assertThat(
            unexplained(
                at(0, 10, new Swap(ABSENT, 1)),
                at(20, NEVER, new Free(3)),
                at(40, 50, new Swap(ABSENT, 2))))
        .containsExactly(new Swap(ABSENT, 2));
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
