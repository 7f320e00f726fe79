package org.consulkv.agent.founding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;

class Servers_without_a_cluster {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofMinutes(2);

  private final Founders servers = new Founders(1);

  @Test
  void found_one_when_there_are_enough() {
    servers.start("b", 3);
    servers.start("a", 3);
    servers.time.advance(SOON);
    assertThat(servers.serving()).isEmpty();
    servers.start("c", 3);
    servers.time.advance(SOON);
    assertThat(servers.serving().values()).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void found_one_of_as_many_as_they_wait_for_and_no_more() {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      servers.start(id, 3);
    }
    servers.time.advance(SOON);
    assertThat(servers.serving().values())
        .singleElement()
        .satisfies(voters -> assertThat(voters).hasSize(3));
  }

  @Test
  void do_not_count_servers_that_wait_for_another_number() {
    servers.start("a", 3);
    servers.start("b", 3);
    servers.start("c", 5);
    servers.time.advance(LATER);
    assertThat(servers.serving()).isEmpty();
  }

  @Test
  void serve_on_the_founder_too_when_another_took_the_lead_and_the_last_one_in() {
    var founder = servers.start("a", 3);
    servers.start("b", 3);
    var late = servers.start("c", 3);
    servers.time.advance(Duration.ofMillis(515)); // the promises are given
    late.kill();
    servers.time.advance(SOON);
    founder.follows("c");
    servers.time.advance(SOON);
    assertThat(founder.serves).isTrue();
  }

  @Test
  void wait_for_the_one_that_is_missing_before_they_take_commands() {
    servers.start("a", 3);
    servers.start("b", 3);
    var late = servers.start("c", 3);
    servers.time.advance(Duration.ofMillis(515)); // the promises are given
    late.kill();
    servers.time.advance(LATER);
    assertThat(servers.serving()).isEmpty();
    late.restart();
    servers.time.advance(LATER);
    assertThat(servers.serving().values()).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void go_on_founding_after_a_restart() {
    var founder = servers.start("a", 3);
    servers.start("b", 3);
    servers.start("c", 3);
    servers.cut("a", "c");
    servers.time.advance(SOON);
    servers.cut.clear();
    servers.time.advance(Duration.ofMillis(515));
    founder.kill();
    servers.time.advance(Duration.ofSeconds(1));
    founder.restart();
    servers.time.advance(LATER);
    assertThat(servers.serving()).hasSize(1);
  }

  @Test
  void join_a_cluster_that_exists_instead_of_founding_another() {
    for (String id : List.of("a", "b", "c")) {
      servers.start(id, 3);
    }
    servers.time.advance(SOON);
    for (String id : List.of("0", "1", "2")) {
      servers.start(id, 3);
    }
    servers.time.advance(LATER);
    assertThat(servers.serving()).hasSize(1);
  }

  @SeededTest(runs = 50)
  void found_one_even_if_two_have_the_promises_of_half_the_others(Gen gen) {
    Founders founders = new Founders(gen.number());
    founders.slow.addAll(List.of("a>d", "b>c"));
    founders.cut("a", "b");
    for (String id : List.of("a", "b", "c", "d")) {
      founders.start(id, 3);
    }
    founders.time.advance(Duration.ofSeconds(30));
    assertThat(founders.serving().values())
        .singleElement()
        .satisfies(voters -> assertThat(voters).hasSize(3).contains("c", "d"));
  }

  @Test
  void found_one_within_a_moment_of_seeing_the_last() {
    servers.start("b", 3);
    servers.start("c", 3);
    servers.time.advance(SOON);
    servers.start("a", 3);
    servers.time.advance(Duration.ofMillis(100));
    servers.one("a").look();
    servers.time.advance(Duration.ofMillis(100));
    assertThat(servers.serving()).hasSize(1);
  }

  @SeededTest(runs = 300)
  void never_found_two_clusters_of_fewer_than_twice_as_many(Gen gen) {
    Founders founders = new Founders(gen.number());
    List<String> ids = List.of("a", "b", "c", "d", "e");
    for (String id : ids) {
      founders.start(id, 3);
    }
    for (int step = 0; step < gen.size(); step++) {
      String one = gen.oneOf(ids);
      String other = gen.oneOf(ids);
      switch (gen.below(5)) {
        case 0 -> founders.one(one).kill();
        case 1 -> restart(founders, one);
        case 2 -> founders.cut(one, other);
        case 3 -> founders.cut.clear();
        default -> {}
      }
      founders.time.advance(Duration.ofMillis(1 + gen.below(700)));
      assertThat(founders.serving().size()).isLessThan(2);
    }
  }

  @SeededTest(runs = 100)
  void found_one_after_all_faults_have_ended(Gen gen) {
    Founders founders = new Founders(gen.number());
    List<String> ids = List.of("a", "b", "c");
    ids.forEach(id -> founders.start(id, 3));
    for (int step = 0; step < gen.size(); step++) {
      String one = gen.oneOf(ids);
      if (gen.onceIn(2)) {
        founders.cut(one, gen.oneOf(ids));
      } else {
        founders.one(one).kill();
      }
      founders.time.advance(Duration.ofMillis(1 + gen.below(400)));
      ids.forEach(id -> restart(founders, id));
      founders.cut.clear();
    }
    founders.time.advance(LATER);
    assertThat(founders.serving()).hasSize(1);
  }

  private static void restart(Founders founders, String id) {
    if (!founders.one(id).running) {
      founders.one(id).restart();
    }
  }
}
