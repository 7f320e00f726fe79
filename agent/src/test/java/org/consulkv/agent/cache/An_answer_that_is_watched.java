package org.consulkv.agent.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.config.CacheConfig;
import org.consulkv.runtime.Bytes;
import org.consulkv.testkit.time.SeededChance;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class An_answer_that_is_watched {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTime time = new VirtualTime();
  private final Servers servers = new Servers();
  private AgentCache<String> cache = cache(CacheLimits.of(CacheConfig.DEFAULT));

  private AgentCache<String> cache(CacheLimits limits) {
    return new AgentCache<>(limits, Servers::read, time, time, new SeededChance(1));
  }

  private CompletableFuture<Kept<String>> read(long index) {
    return cache.watched("k", servers, index, MINUTE);
  }

  private Kept<String> now() {
    return read(0).join();
  }

  @Test
  void is_fetched_for_the_first_reader_and_there_for_the_next() {
    assertThat(now()).isEqualTo(new Kept<>("v1", false, Duration.ZERO));
    time.advance(MINUTE);
    assertThat(now()).isEqualTo(new Kept<>("v1", true, Duration.ZERO));
    assertThat(servers.asked).containsExactly(0L, 1L);
  }

  @Test
  void follows_what_servers_write() {
    now();
    time.advance(SECOND);
    servers.write("v2");
    assertThat(now()).isEqualTo(new Kept<>("v2", true, Duration.ZERO));
  }

  @Test
  void wakes_all_who_wait_by_one_query() {
    now();
    time.advance(SECOND);
    var first = read(1);
    var second = read(1);
    assertThat(first).isNotDone();
    assertThat(servers.parked()).isEqualTo(1);
    servers.write("v2");
    assertThat(first.join().answer()).isEqualTo("v2");
    assertThat(second.join().answer()).isEqualTo("v2");
  }

  @Test
  void is_given_to_one_who_waited_in_vain() {
    now();
    var waiting = read(1);
    time.advance(MINUTE);
    assertThat(waiting.join()).isEqualTo(new Kept<>("v1", true, Duration.ZERO));
  }

  @Test
  void goes_back_when_the_servers_do() {
    servers.write("v2");
    now();
    time.advance(SECOND);
    var waiting = read(2);
    servers.restore("v1", 1);
    assertThat(waiting.join().answer()).isEqualTo("v1");
    assertThat(now().answer()).isEqualTo("v1");
  }

  @Test
  void grows_old_only_while_servers_are_out_of_reach() {
    now();
    time.advance(MINUTE);
    servers.stop();
    time.advance(SECOND);
    assertThat(now()).isEqualTo(new Kept<>("v1", true, SECOND));
    time.advance(MINUTE);
    assertThat(now().age()).isEqualTo(MINUTE.plus(SECOND));
    servers.start();
    servers.write("v2");
    time.advance(MINUTE);
    assertThat(now()).isEqualTo(new Kept<>("v2", true, Duration.ZERO));
  }

  @Test
  void fails_if_there_never_was_one() {
    servers.stop();
    var failed = read(0);
    assertThatThrownBy(failed::join).hasMessageContaining("nobody answers");
    servers.start();
    assertThat(now()).isEqualTo(new Kept<>("v1", false, Duration.ZERO));
  }

  @Test
  void is_fetched_once_for_all_who_come_at_the_same_time() {
    servers.restore("v0", 0); // nothing is answered yet
    var first = read(0);
    var second = read(0);
    servers.write("v1");
    assertThat(first.join().answer()).isEqualTo("v1");
    assertThat(second.join().answer()).isEqualTo("v1");
    assertThat(servers.asked).containsExactly(0L);
  }

  @Test
  void is_dropped_after_three_days_without_readers() {
    now();
    time.advance(Duration.ofHours(71));
    now();
    time.advance(Duration.ofHours(71));
    assertThat(cache.size()).isOne();
    assertThat(servers.parked()).isEqualTo(1);
    time.advance(Duration.ofHours(2));
    assertThat(cache.size()).isZero();
    assertThat(servers.parked()).isZero();
    assertThat(time.pending()).isZero();
  }

  @Test
  void makes_room_for_others() {
    cache = cache(new CacheLimits(2, 1000, Duration.ofDays(3), CacheConfig.DEFAULT));
    Servers others = new Servers();
    now();
    cache.watched("l", others, 0, MINUTE).join();
    time.advance(SECOND);
    var waiting = cache.watched("l", others, 1, MINUTE);
    now();
    cache.watched("m", new Servers(), 0, MINUTE).join();
    assertThat(cache.size()).isEqualTo(2);
    assertThat(waiting.join().answer()).isEqualTo("v1");
    assertThat(others.parked()).isZero();
    assertThat(servers.parked()).isEqualTo(1);
  }

  @Test
  void takes_no_more_bytes_than_there_are() {
    cache = cache(new CacheLimits(100, 5, Duration.ofDays(3), CacheConfig.DEFAULT));
    now();
    cache.watched("l", new Servers(), 0, MINUTE).join();
    assertThat(cache.size()).isEqualTo(2);
    cache.watched("m", new Servers(), 0, MINUTE).join();
    assertThat(cache.size()).isEqualTo(2);
    assertThat(cache.watched("k", servers, 0, MINUTE).join().hit()).isFalse();
  }

  @Test
  void is_fetched_no_more_often_than_allowed() {
    cache = cache(CacheLimits.of(new CacheConfig(0.5, 2)));
    now();
    for (int i = 0; i < 100; i++) {
      servers.write("w" + i);
      time.advance(Duration.ofMillis(100));
    }
    assertThat(servers.asked).hasSizeBetween(6, 9);
    time.advance(MINUTE);
    assertThat(now().answer()).isEqualTo("w99");
  }

  @Test
  void is_not_asked_for_again_and_again_by_a_server_that_does_not_wait() {
    Fetch hasty =
        since -> {
          servers.asked.add(since);
          return CompletableFuture.completedFuture(Bytes.utf8("7 v"));
        };
    cache.watched("k", hasty, 0, MINUTE).join();
    time.advance(MINUTE);
    assertThat(servers.asked).hasSizeLessThan(70);
  }

  @Test
  void forgets_a_reader_who_gave_up() {
    now();
    var waiting = read(1);
    waiting.cancel(false);
    cache.close();
    assertThat(waiting).isCancelled();
    assertThat(servers.parked()).isZero();
    assertThatThrownBy(() -> read(0)).hasMessage("this agent is stopping");
  }
}
