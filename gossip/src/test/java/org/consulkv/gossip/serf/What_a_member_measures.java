package org.consulkv.gossip.serf;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.consulkv.gossip.serf.PoolSimulation.Host;
import org.consulkv.gossip.swim.Measures.Count;
import org.consulkv.gossip.swim.Measures.Size;
import org.consulkv.gossip.swim.Measures.Span;
import org.consulkv.runtime.Bytes;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

class What_a_member_measures {
  @SeededTest(runs = 5)
  void are_the_members_that_come_fail_return_and_leave(Gen gen) {
    var pool = settled(gen);
    Host watcher = pool.hosts.getFirst();
    Host victim = pool.hosts.getLast();
    assertThat(watcher.measures.of(Count.JOIN)).isEqualTo(pool.hosts.size());
    assertThat(watcher.measures.of(Count.ALIVE)).isGreaterThanOrEqualTo(pool.hosts.size() - 1);
    assertThat(watcher.measures.of(Count.DEAD)).isZero();

    pool.cutOff(victim);
    pool.runUntil(() -> pool.allSee(victim, MemberStatus.FAILED), ofSeconds(90));
    assertThat(watcher.measures.of(Count.FAILED)).isEqualTo(1);
    assertThat(watcher.measures.of(Count.SUSPECT)).isPositive();
    assertThat(watcher.measures.of(Count.DEAD)).isEqualTo(1);

    pool.heal();
    pool.runUntil(pool::allSeeAllAlive, ofMinutes(10));
    assertThat(watcher.measures.of(Count.JOIN)).isEqualTo(pool.hosts.size() + 1L);

    victim.step(new SerfInput.Leave());
    pool.runUntil(() -> pool.allSee(victim, MemberStatus.LEFT), ofMinutes(1));
    assertThat(watcher.measures.of(Count.LEFT)).isEqualTo(1);
  }

  @SeededTest(runs = 5)
  void tell_a_member_that_failed_and_was_back_at_once(Gen gen) {
    var pool = settled(gen);
    Host victim = pool.hosts.getLast();
    Host watcher = pool.hosts.getFirst();
    pool.cutOff(victim);
    pool.runUntil(() -> watcher.sees(victim) == MemberStatus.FAILED, ofSeconds(90));
    assertThat(watcher.measures.of(Count.FLAP)).isZero();

    pool.heal();
    pool.runUntil(() -> watcher.sees(victim) == MemberStatus.ALIVE, ofSeconds(50));

    assertThat(watcher.measures.of(Count.FLAP)).isEqualTo(1);
  }

  @SeededTest(runs = 5)
  void are_probes_events_and_queues(Gen gen) {
    var pool = settled(gen);
    Host teller = pool.hosts.getFirst();
    teller.step(new SerfInput.Fire("deploy", Bytes.utf8("v1"), false));
    pool.run(ofSeconds(15));

    for (Host host : pool.hosts) {
      assertThat(host.measures.of(Count.EVENTS)).isEqualTo(1);
      assertThat(host.measures.spans.get(Span.PROBE)).isBetween(1L, ofSeconds(9).toNanos());
      assertThat(host.measures.spans).containsKey(Span.ADJUSTMENT);
      assertThat(host.measures.sizes)
          .containsKeys(Size.INTENTS, Size.EVENTS, Size.QUERIES, Size.RUMOURS, Size.RECEIVED);
    }
    assertThat(teller.measures.sizes.get(Size.SENT)).isPositive();
  }

  private static PoolSimulation settled(Gen gen) {
    var pool = new PoolSimulation(gen, SerfConfig.LAN).members(4 + gen.size() / 20);
    pool.runUntil(pool::allSeeAllAlive, ofMinutes(1));
    pool.run(ofSeconds(10));
    return pool;
  }
}
