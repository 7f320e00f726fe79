package org.consulkv.server.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.server.OneServer;
import org.consulkv.server.blocking.Questions.Get;
import org.consulkv.server.blocking.Questions.ListUnder;
import org.consulkv.state.Indexed;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

/// Random asks, writes, ends of waits and turns of the event loops, in any order, against what a
/// waiter is promised: once nothing is under way, exactly those wait whose index is not passed.
class Blocking_queries_in_any_order {
  private final OneServer node = new OneServer();
  private final BlockingQueries queries = node.server.blockingQueries();
  private final List<Loop> loops = List.of(new Loop(), new Loop(), new Loop());
  private final List<Wait<?>> waits = new ArrayList<>();

  /// @param before the answer when it was asked
  private record Wait<R>(
      BlockingQuery<R> query, long askedIndex, Indexed<R> before, Asker<R> asker, Parked parked) {
    boolean over() {
      return !asker.answers.isEmpty();
    }

    /// Whether nothing is there that this one waits for. What is missing reports the index of the
    /// whole table, which passes the asked one without any change here.
    boolean mayWait(Indexed<R> now) {
      boolean stillMissing =
          isMissing(now.value()) && (isMissing(before.value()) || askedIndex > before.index());
      return now.index() <= askedIndex || stillMissing;
    }

    private static boolean isMissing(Object value) {
      return value.equals(Optional.empty()) || value.equals(List.of());
    }
  }

  @SeededTest(runs = 200)
  void leave_nobody_waiting_who_could_be_answered(Gen gen) {
    for (int step = 0; step < 5 * gen.size(); step++) {
      switch (gen.below(6)) {
        case 0, 1 -> ask(gen);
        case 2 -> node.put(key(gen), gen.text("xy", 2));
        case 3 -> node.delete(key(gen));
        case 4 -> gen.oneOf(loops).run();
        default -> end(gen);
      }
    }
    loops.forEach(Loop::run);
    loops.forEach(Loop::run);

    for (Wait<?> wait : waits) {
      assertThat(wait.asker().failures).isEmpty();
      assertThat(wait.asker().answers.size()).isLessThanOrEqualTo(1);
      assertThat(wait.over() || mayWait(wait)).as("%s", wait).isTrue();
    }
    assertThat(queries.parked()).isEqualTo(waits.stream().filter(wait -> !wait.over()).count());
    waits.forEach(wait -> wait.parked().cancel());
    assertThat(queries.parked()).isZero();
    assertThat(queries.groups()).isZero();
  }

  private void ask(Gen gen) {
    long asked = node.store.snapshot().index() + gen.below(6) - 3;
    if (gen.below(3) == 0) {
      BlockingQuery<List<KvEntry>> query = ListUnder.of(gen.text("ab", 1));
      add(query, gen.oneOf(now(query).index(), asked), gen);
    } else {
      BlockingQuery<Optional<KvEntry>> query = Get.of(key(gen));
      add(query, gen.oneOf(now(query).index(), asked), gen);
    }
  }

  private <R> boolean mayWait(Wait<R> wait) {
    return wait.mayWait(now(wait.query()));
  }

  private <R> Indexed<R> now(BlockingQuery<R> query) {
    return query.evaluate(node.store.snapshot(), WatchSet.NONE);
  }

  private <R> void add(BlockingQuery<R> query, long asked, Gen gen) {
    var asker = new Asker<R>(gen.oneOf(loops));
    Indexed<R> before = now(query);
    waits.add(new Wait<>(query, asked, before, asker, queries.ask(query, asked, asker)));
  }

  private void end(Gen gen) {
    if (waits.isEmpty()) {
      return;
    }
    Wait<?> wait = gen.oneOf(waits);
    if (gen.below(2) == 0) {
      wait.parked().expire();
    } else {
      wait.parked().cancel();
      if (!wait.over()) {
        waits.remove(wait);
      }
    }
  }

  private static String key(Gen gen) {
    return gen.oneOf("a", "b", "ab", "aa", "ba");
  }
}
