package org.consulkv.gossip.swim;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.consulkv.gossip.swim.Simulation.Host;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

class A_pool {
  private static final SwimConfig LAN = SwimConfig.LAN;

  @SeededTest(runs = 20)
  void learns_of_a_newcomer(Gen gen) {
    var pool = new Simulation(gen, LAN).members(2 + gen.size() / 2);
    pool.runUntil(pool::allSeeAllAlive, ofSeconds(40));

    pool.start();

    assertThat(pool.runUntil(pool::allSeeAllAlive, ofSeconds(40))).isLessThan(ofSeconds(5));
  }

  @SeededTest(runs = 20)
  void declares_a_member_that_crashed_dead_within_the_bound(Gen gen) {
    var pool = settled(gen, 3 + gen.size() / 2);
    Host victim = gen.oneOf(pool.hosts);

    victim.running = false;

    Duration taken = pool.runUntil(() -> pool.allOthersSee(victim, NodeState.DEAD), ofMinutes(2));
    assertThat(taken).isLessThan(detectionBound(pool.hosts.size()));
    assertThat(pool.deaths).containsOnly(victim.name);
  }

  /// Every member is probed within two rounds; the first to do so waits at most the longest time of
  /// suspicion; the news spreads in a few seconds.
  static Duration detectionBound(int members) {
    Duration rounds = LAN.probeInterval().multipliedBy(3);
    Duration suspicion = LAN.suspicionMin(members).multipliedBy(LAN.suspicionMaxMult());
    return rounds.plus(suspicion).plusSeconds(5);
  }

  @SeededTest(runs = 20)
  void keeps_a_member_that_paused_shortly(Gen gen) {
    var pool = settled(gen, 3 + gen.size() / 4);
    Host slow = gen.oneOf(pool.hosts);

    slow.pausedUntil = pool.nowNanos() + ofMillis(2500).toNanos();
    pool.run(ofSeconds(20));

    assertThat(pool.deaths).isEmpty();
    pool.runUntil(pool::allSeeAllAlive, ofSeconds(10));
  }

  @SeededTest(runs = 20)
  void takes_a_member_back_that_was_cut_off_and_declared_dead(Gen gen) {
    var pool = settled(gen, 4 + gen.size() / 4);
    Host victim = gen.oneOf(pool.hosts);

    pool.cutOff(victim);
    pool.runUntil(() -> pool.allOthersSee(victim, NodeState.DEAD), ofMinutes(2));
    pool.heal();

    pool.runUntil(() -> pool.allOthersSee(victim, NodeState.ALIVE), ofSeconds(60));
  }

  @SeededTest(runs = 20)
  void learns_that_a_member_left(Gen gen) {
    var pool = settled(gen, 2 + gen.size() / 2);
    Host leaver = gen.oneOf(pool.hosts);

    leaver.step(new SwimInput.Leaving());

    Duration taken = pool.runUntil(() -> pool.allOthersSee(leaver, NodeState.LEFT), ofSeconds(60));
    assertThat(taken).isLessThan(ofSeconds(5));
    assertThat(pool.deaths).isEmpty();
  }

  @SeededTest(runs = 10)
  void loses_nobody_to_a_fifth_of_packets_lost(Gen gen) {
    var pool = settled(gen, 3 + gen.size() / 2).loss(20);

    pool.run(ofMinutes(2));

    assertThat(pool.deaths).isEmpty();
  }

  @SeededTest(runs = 10)
  void agrees_on_the_same_state_from_the_same_seed(Gen gen) {
    long seed = gen.number();

    assertThat(history(seed)).isEqualTo(history(seed));
  }

  private static String history(long seed) {
    var pool = settled(new Gen(seed, 10), 8).loss(30);
    pool.hosts.get(3).running = false;
    pool.run(ofSeconds(30));
    return pool.deaths + pool.hosts.getFirst().swim.state().toString();
  }

  private static Simulation settled(Gen gen, int members) {
    var pool = new Simulation(gen, LAN).members(members);
    pool.runUntil(pool::allSeeAllAlive, ofSeconds(60));
    pool.run(ofSeconds(10));
    return pool;
  }
}
