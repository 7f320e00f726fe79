package org.consulkv.gossip.swim;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.consulkv.testkit.seed.Gen;
import org.junit.jupiter.api.Test;

/// `-Dgossip.minutes=10` for the long form; the build runs a short one.
class A_thousand_members {
  private static final Duration LOSSY = ofMinutes(Integer.getInteger("gossip.minutes", 1));

  @Test
  void converge_and_find_the_dead_and_bear_loss() {
    var pool = new Simulation(new Gen(Long.getLong("seed", 4), 100), SwimConfig.LAN);
    pool.members(1000);
    assertThat(pool.runUntil(pool::allSeeAllAlive, ofSeconds(120))).isLessThan(ofSeconds(60));

    var victim = pool.hosts.get(500);
    victim.running = false;
    Duration taken = pool.runUntil(() -> pool.allOthersSee(victim, NodeState.DEAD), ofSeconds(200));
    assertThat(taken).isLessThan(A_pool.detectionBound(1000));

    pool.deaths.clear();
    pool.loss(20).run(LOSSY);
    assertThat(pool.deaths).isEmpty();
  }
}
