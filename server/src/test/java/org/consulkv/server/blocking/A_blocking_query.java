package org.consulkv.server.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.server.ApiException;
import org.consulkv.server.OneServer;
import org.consulkv.server.blocking.Questions.Get;
import org.consulkv.server.blocking.Questions.ListUnder;
import org.consulkv.state.kv.KvEntry;
import org.junit.jupiter.api.Test;

class A_blocking_query {
  private final OneServer node = new OneServer();
  private final BlockingQueries queries = node.server.blockingQueries();
  private final Loop loop = new Loop();
  private final Asker<Optional<KvEntry>> asker = new Asker<>(loop);

  @Test
  void is_answered_at_once_when_the_index_is_passed_already() {
    node.put("a", "1");
    queries.ask(Get.of("a"), indexOf("a") - 1, asker);
    assertThat(values(asker)).containsExactly("1");
    assertThat(queries.parked()).isZero();
  }

  @Test
  void waits_for_a_change_of_the_key() {
    node.put("a", "1");
    queries.ask(Get.of("a"), indexOf("a"), asker);
    assertThat(asker.answers).isEmpty();
    node.put("a", "2");
    loop.run();
    assertThat(values(asker)).containsExactly("2");
    assertNobodyWaits();
  }

  @Test
  void is_answered_on_its_own_loop_only() {
    node.put("a", "1");
    queries.ask(Get.of("a"), indexOf("a"), asker);
    node.put("a", "2");
    assertThat(asker.answers).isEmpty();
    loop.run();
    assertThat(asker.answers).hasSize(1);
  }

  @Test
  void sleeps_through_changes_of_other_keys() {
    node.put("a", "1");
    queries.ask(Get.of("a"), indexOf("a"), asker);
    node.put("b", "1");
    node.put("ab", "1");
    node.put("a/b", "1");
    node.put("a", "1"); // the same value is no change
    loop.run();
    assertThat(loop.ran).isZero();
    assertThat(queries.parked()).isOne();
  }

  @Test
  void is_answered_when_its_key_is_deleted_or_comes_to_be() {
    node.put("a", "1");
    long first = indexOf("a");
    queries.ask(Get.of("a"), first, asker);
    node.delete("a");
    loop.run();
    assertThat(asker.answers).hasSize(1);
    assertThat(asker.answers.getFirst().value()).isEmpty();
    long gone = asker.answers.getFirst().index();
    assertThat(gone).isGreaterThan(first);

    queries.ask(Get.of("a"), gone, asker);
    assertThat(asker.answers).hasSize(1);
    node.put("a", "2");
    loop.run();
    assertThat(values(asker)).containsExactly("(none)", "2");
  }

  @Test
  void of_a_prefix_is_answered_by_a_change_under_it_and_by_no_other() {
    node.put("dir/a", "1");
    var lister = new Asker<List<KvEntry>>(loop);
    queries.ask(ListUnder.of("dir/"), node.store.snapshot().index(), lister);
    node.put("dir", "x");
    node.put("dirs/a", "x");
    loop.run();
    assertThat(lister.answers).isEmpty();
    node.put("dir/b", "2");
    loop.run();
    assertThat(lister.answers).hasSize(1);
    assertThat(lister.answers.getFirst().value()).hasSize(2);
  }

  @Test
  void waits_for_an_index_of_the_future() {
    node.put("a", "1");
    Parked parked = queries.ask(Get.of("a"), indexOf("a") + 1000, asker);
    node.put("a", "2");
    loop.run();
    assertThat(asker.answers).isEmpty();
    parked.expire();
    assertThat(values(asker)).containsExactly("2");
    assertNobodyWaits();
  }

  @Test
  void that_expires_is_answered_with_the_present_state_once() {
    node.put("a", "1");
    Parked parked = queries.ask(Get.of("a"), indexOf("a"), asker);
    parked.expire();
    parked.expire();
    parked.cancel();
    node.put("a", "2");
    loop.run();
    assertThat(values(asker)).containsExactly("1");
    assertNobodyWaits();
  }

  @Test
  void that_is_cancelled_is_never_answered_even_when_the_answer_is_on_its_way() {
    node.put("a", "1");
    var other = new Asker<Optional<KvEntry>>(loop);
    Parked parked = queries.ask(Get.of("a"), indexOf("a"), asker);
    queries.ask(Get.of("a"), indexOf("a"), other);
    node.put("a", "2");
    parked.cancel();
    loop.run();
    assertThat(asker.answers).isEmpty();
    assertThat(values(other)).containsExactly("2");
    assertNobodyWaits();
  }

  @Test
  void waits_its_turn_among_equal_ones_that_asked_for_other_indexes() {
    node.put("a", "1");
    long first = indexOf("a");
    List<Asker<Optional<KvEntry>>> askers = new ArrayList<>();
    for (int ahead = 0; ahead < 3; ahead++) {
      var one = new Asker<Optional<KvEntry>>(loop);
      askers.add(one);
      queries.ask(Get.of("a"), first + ahead, one);
    }
    assertThat(queries.groups()).isOne();
    for (int change = 1; change <= 3; change++) {
      node.put("a", "change " + change);
      loop.run();
      for (int i = 0; i < 3; i++) {
        assertThat(askers.get(i).answers).hasSize(i < change ? 1 : 0);
      }
    }
    assertThat(values(askers.get(2))).containsExactly("change 3");
    assertNobodyWaits();
  }

  @Test
  void that_joins_an_old_group_with_a_lower_index_is_answered_at_once() {
    node.put("a", "1");
    long first = indexOf("a");
    node.put("a", "2");
    queries.ask(Get.of("a"), indexOf("a"), asker);
    var late = new Asker<Optional<KvEntry>>(loop);
    queries.ask(Get.of("a"), first, late);
    assertThat(values(late)).containsExactly("2");
    assertThat(queries.parked()).isOne();
  }

  @Test
  void is_refused_when_too_many_wait() {
    node.put("a", "1");
    var few = new BlockingQueries(node.store::snapshot, Runnable::run, 2);
    few.ask(Get.of("a"), 1000, asker);
    few.ask(Get.of("b"), 1000, asker);
    assertThatThrownBy(() -> few.ask(Get.of("a"), 1000, asker)).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> few.ask(Get.of("c"), 1000, asker)).isInstanceOf(ApiException.class);
    assertThat(few.parked()).isEqualTo(2);
    assertThat(few.groups()).isEqualTo(2);
  }

  @Test
  void shares_one_evaluation_and_one_answer_with_all_equal_ones() {
    node.put("a", "1");
    List<Asker<Optional<KvEntry>>> askers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      var one = new Asker<Optional<KvEntry>>(loop);
      askers.add(one);
      queries.ask(Get.of("a"), indexOf("a"), one);
    }
    node.put("a", "2");
    loop.run();
    assertThat(askers).allSatisfy(one -> assertThat(values(one)).containsExactly("2"));
    assertThat(askers.stream().map(one -> System.identityHashCode(one.answers.getFirst())))
        .containsOnly(System.identityHashCode(askers.getFirst().answers.getFirst()));
    assertThat(loop.ran).isLessThan(10);
    assertNobodyWaits();
  }

  private void assertNobodyWaits() {
    assertThat(queries.parked()).isZero();
    assertThat(queries.groups()).isZero();
  }

  private long indexOf(String key) {
    return node.get(key).orElseThrow().modifyIndex();
  }

  private static List<String> values(Asker<Optional<KvEntry>> asker) {
    return asker.answers.stream()
        .map(answer -> answer.value().map(entry -> entry.value().toUtf8()).orElse("(none)"))
        .toList();
  }
}
