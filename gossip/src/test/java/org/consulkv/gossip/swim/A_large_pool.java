package org.consulkv.gossip.swim;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.consulkv.testkit.seed.Gen;
import org.junit.jupiter.api.Test;

/// The build runs a short form, with a fifth of them and one minute of loss. The long form:
/// `-Dgossip.members=1000 -Dgossip.minutes=10`.
class A_large_pool {
  private static final int MEMBERS = Integer.getInteger("gossip.members", 200);
  private static final Duration LOSSY = ofMinutes(Integer.getInteger("gossip.minutes", 1));

  @Test
  void converges_and_finds_the_dead_and_bears_loss() {
    var pool = new Simulation(new Gen(Long.getLong("seed", 4), 100), SwimConfig.LAN);
    pool.members(MEMBERS);
    assertThat(pool.runUntil(pool::allSeeAllAlive, ofMinutes(2))).isLessThan(ofSeconds(60));

    var victim = pool.hosts.get(MEMBERS / 2);
    victim.running = false;
    Duration taken = pool.runUntil(() -> pool.allOthersSee(victim, NodeState.DEAD), ofSeconds(200));
    assertThat(taken).isLessThan(A_pool.detectionBound(MEMBERS));

    pool.deaths.clear();
    pool.loss(20).run(LOSSY);
    assertThat(pool.deaths).isEmpty();
  }
}
