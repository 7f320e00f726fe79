package org.consulkv.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.config.CacheConfig;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class An_answer_that_ages {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final VirtualTime time = new VirtualTime();
  private final Servers servers = new Servers();
  private final AgentCache<String> cache =
      new AgentCache<>(
          CacheLimits.of(CacheConfig.DEFAULT), Servers::read, time, time, new SeededChance(1));

  private CompletableFuture<Kept<String>> read(Freshness wanted) {
    return cache.fresh("k", servers, wanted);
  }

  private static Freshness atMost(Duration age) {
    return new Freshness(age, Duration.ZERO);
  }

  @Test
  void is_good_enough_for_a_reader_who_says_nothing() {
    assertThat(read(Freshness.ANY_AGE).join()).isEqualTo(new Kept<>("v1", false, Duration.ZERO));
    servers.write("v2");
    time.advance(MINUTE);
    assertThat(read(Freshness.ANY_AGE).join()).isEqualTo(new Kept<>("v1", true, MINUTE));
    assertThat(servers.asked).containsExactly(0L);
  }

  @Test
  void is_fetched_again_when_it_is_too_old() {
    read(atMost(MINUTE)).join();
    servers.write("v2");
    time.advance(MINUTE);
    assertThat(read(atMost(MINUTE)).join().answer()).isEqualTo("v1");
    time.advance(Duration.ofMillis(1));
    assertThat(read(atMost(MINUTE)).join()).isEqualTo(new Kept<>("v2", false, Duration.ZERO));
  }

  @Test
  void is_better_than_none_if_the_reader_says_so() {
    read(atMost(MINUTE)).join();
    servers.stop();
    time.advance(MINUTE.multipliedBy(2));
    Freshness lenient = new Freshness(MINUTE, MINUTE.multipliedBy(2));
    assertThat(read(lenient).join()).isEqualTo(new Kept<>("v1", true, MINUTE.multipliedBy(2)));
    time.advance(Duration.ofMillis(1));
    assertThatThrownBy(() -> read(lenient).join()).hasMessageContaining("nobody answers");
    assertThatThrownBy(() -> read(atMost(MINUTE)).join()).hasMessageContaining("nobody answers");
  }
}
