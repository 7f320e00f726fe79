package org.consulkv.gossip.serf;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.gossip.serf.PoolSimulation.Host;
import org.consulkv.runtime.Bytes;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

class A_pool_of_whole_members {
  @SeededTest(runs = 10)
  void heals_after_halves_held_each_other_for_dead(Gen gen) {
    var pool = settled(gen, 4 + gen.size() / 10);
    Host[] half = pool.hosts.subList(0, pool.hosts.size() / 2).toArray(Host[]::new);

    pool.cutOff(half);
    pool.run(ofMinutes(3));
    assertThat(half[0].sees(pool.hosts.getLast())).isEqualTo(MemberStatus.FAILED);

    pool.heal();
    pool.runUntil(pool::allSeeAllAlive, ofMinutes(10));
  }

  @SeededTest(runs = 10)
  void tells_each_user_event_once_to_each_member(Gen gen) {
    var pool = settled(gen, 2 + gen.size() / 5).loss(20);
    int events = 1 + gen.below(10);

    for (int i = 0; i < events; i++) {
      gen.oneOf(pool.hosts).step(new SerfInput.Fire("e" + i, Bytes.utf8("payload"), false));
    }
    pool.run(ofSeconds(90));

    for (Host host : pool.hosts) {
      assertThat(host.count(PoolEvent.User.class)).as(host.name).isEqualTo(events);
    }
  }

  @SeededTest(runs = 10)
  void collects_the_answers_of_those_that_a_query_is_for(Gen gen) {
    var pool = settled(gen, 3 + gen.size() / 10);
    Host asker = gen.oneOf(pool.hosts);
    QueryFilter some = new QueryFilter.Tagged("name", "^n[12]$");

    asker.step(
        new SerfInput.Ask(
            1, "who", Bytes.EMPTY, new QueryOptions(List.of(some), true, 2, ofSeconds(5))));
    pool.run(ofSeconds(2));
    pool.hosts.forEach(host -> {
      for (PoolEvent event : List.copyOf(host.events)) {
        if (event instanceof PoolEvent.Asked(var question)) {
          host.step(new SerfInput.Answer(question, Bytes.utf8("me")));
        }
      }
    });
    pool.run(ofSeconds(10));

    assertThat(asker.answers).containsExactlyInAnyOrder("n1", "n2", "n1=me", "n2=me", "end");
    assertThat(asker.answers.getLast()).isEqualTo("end");
  }

  @SeededTest(runs = 10)
  void sees_a_member_leave_that_said_so_and_fail_that_did_not(Gen gen) {
    var pool = settled(gen, 4 + gen.size() / 5);
    Host leaver = pool.hosts.get(0);
    Host victim = pool.hosts.get(1);

    leaver.step(new SerfInput.Leave());
    victim.running = false;
    pool.runUntil(() -> leaver.left, ofSeconds(20));
    leaver.running = false;

    pool.runUntil(() -> pool.allSee(leaver, MemberStatus.LEFT), ofSeconds(10));
    pool.runUntil(() -> pool.allSee(victim, MemberStatus.FAILED), ofSeconds(90));
    for (Host host : pool.hosts.subList(2, pool.hosts.size())) {
      assertThat(host.count(PoolEvent.Left.class)).isEqualTo(1);
      assertThat(host.count(PoolEvent.Failed.class)).isEqualTo(1);
    }
  }

  @SeededTest(runs = 10)
  void lets_an_operator_end_the_wait_for_a_failed_member(Gen gen) {
    var pool = settled(gen, 4 + gen.size() / 10);
    Host victim = pool.hosts.getFirst();
    victim.running = false;
    pool.runUntil(() -> pool.allSee(victim, MemberStatus.FAILED), ofSeconds(90));

    boolean prune = gen.onceIn(2);
    pool.hosts.get(1).step(new SerfInput.ForceLeave(victim.name, prune));

    MemberStatus wanted = prune ? MemberStatus.NONE : MemberStatus.LEFT;
    pool.runUntil(() -> pool.allSee(victim, wanted), ofSeconds(10));
  }

  @SeededTest(runs = 10)
  void keeps_a_member_that_an_operator_wrongly_declared_gone(Gen gen) {
    var pool = settled(gen, 3 + gen.size() / 10);
    Host slandered = pool.hosts.getLast();

    pool.hosts.getFirst().step(new SerfInput.ForceLeave(slandered.name, false));
    pool.run(ofSeconds(5));

    assertThat(pool.allSeeAllAlive()).isTrue();
  }

  @SeededTest(runs = 5)
  void forgets_members_that_are_gone_for_long(Gen gen) {
    var pool = new PoolSimulation(gen, PoolSimulation.shortened(_ -> ofMinutes(2))).members(5);
    pool.runUntil(pool::allSeeAllAlive, ofSeconds(60));
    Host victim = pool.hosts.getFirst();

    victim.running = false;
    pool.runUntil(() -> pool.allSee(victim, MemberStatus.FAILED), ofSeconds(90));
    pool.runUntil(() -> pool.allSee(victim, MemberStatus.NONE), ofMinutes(4));

    assertThat(pool.hosts.getLast().count(PoolEvent.Reaped.class)).isEqualTo(1);
  }

  @SeededTest(runs = 5)
  void forgets_a_member_as_soon_as_that_member_said_it_may(Gen gen) {
    var pool =
        new PoolSimulation(
                gen,
                PoolSimulation.waitingFor(
                    member -> Optional.of(ofMinutes(2)).filter(_ -> member.name().equals("n1"))))
            .members(5);
    pool.runUntil(pool::allSeeAllAlive, ofSeconds(60));
    Host brief = pool.hosts.get(0);
    Host other = pool.hosts.get(1);

    brief.running = false;
    other.running = false;
    pool.runUntil(() -> pool.allSee(brief, MemberStatus.FAILED), ofSeconds(90));
    pool.runUntil(() -> pool.allSee(brief, MemberStatus.NONE), ofMinutes(4));
    pool.run(ofMinutes(10));

    assertThat(pool.allSee(other, MemberStatus.FAILED)).isTrue();
  }

  @SeededTest(runs = 5)
  void tells_new_tags(Gen gen) {
    var pool = settled(gen, 3 + gen.size() / 5);
    Host changed = gen.oneOf(pool.hosts);

    changed.step(new SerfInput.Tagged(Map.of("role", "db")));

    pool.runUntil(
        () ->
            pool.hosts.stream()
                .allMatch(h ->
                    h.serf.find(changed.name).orElseThrow().tags().equals(Map.of("role", "db"))),
        ofSeconds(10));
  }

  @SeededTest(runs = 20)
  void survives_damaged_packets(Gen gen) {
    var pool = settled(gen, 3 + gen.size() / 10).damage(30).loss(5);

    pool.hosts.getFirst().step(new SerfInput.Fire("e", Bytes.EMPTY, false));
    pool.run(ofMinutes(2));
    pool.damage(0).loss(0);

    pool.runUntil(pool::allSeeAllAlive, ofMinutes(3));
  }

  @SeededTest(runs = 5)
  void takes_a_member_in_again_that_left(Gen gen) {
    var pool = settled(gen, 3 + gen.size() / 10);
    Host leaver = pool.hosts.getLast();
    leaver.step(new SerfInput.Leave());
    pool.runUntil(() -> pool.allSee(leaver, MemberStatus.LEFT), ofSeconds(30));
    leaver.running = false;

    Host again = pool.start(leaver.name);

    pool.runUntil(
        () ->
            pool.hosts.stream()
                .filter(h -> h.running)
                .allMatch(h -> h.sees(again) == MemberStatus.ALIVE),
        ofSeconds(20));
  }

  private static PoolSimulation settled(Gen gen, int members) {
    var pool = new PoolSimulation(gen, SerfConfig.LAN).members(members);
    pool.runUntil(pool::allSeeAllAlive, ofSeconds(60));
    pool.run(ofSeconds(10));
    return pool;
  }
}
