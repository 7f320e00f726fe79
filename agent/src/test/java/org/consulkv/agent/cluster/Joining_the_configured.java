package org.consulkv.agent.cluster;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.JoinConfig;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;

class Joining_the_configured {
  private static final String SELF = "self";

  private final VirtualTime time = new VirtualTime();
  private final Set<String> up = new HashSet<>();
  private final List<String> tried = new ArrayList<>();
  private boolean givenUp;

  @Test
  void is_over_when_all_were_reached() {
    up.addAll(List.of("a", "b"));
    start(0, "a", "b");
    time.advance(ofMinutes(5));
    assertThat(tried).containsExactly("a", "b");
  }

  @Test
  void goes_on_until_one_is_there() {
    start(0, "a");
    time.advance(ofSeconds(95));
    assertThat(tried).hasSize(4);
    up.add("a");
    time.advance(ofMinutes(5));
    assertThat(tried).hasSize(5);
  }

  @Test
  void goes_on_for_those_that_are_missing() {
    up.add("a");
    start(0, "a", "b");
    time.advance(ofMinutes(1));
    assertThat(tried).containsExactly("a", "b", "b", "b");
  }

  @Test
  void is_given_up_after_as_many_attempts_as_are_allowed() {
    start(3, "a");
    time.advance(ofSeconds(59));
    assertThat(givenUp).isFalse();
    time.advance(ofMinutes(5));
    assertThat(givenUp).isTrue();
    assertThat(tried).hasSize(3);
  }

  @Test
  void is_not_given_up_once_one_was_reached() {
    up.add("a");
    start(2, "a", "b");
    time.advance(ofMinutes(5));
    assertThat(givenUp).isFalse();
  }

  @Test
  void is_content_with_itself_if_there_is_nobody_else() {
    start(1, SELF);
    time.advance(ofMinutes(5));
    assertThat(givenUp).isFalse();
    assertThat(tried).containsExactly(SELF);
  }

  @Test
  void ends_with_the_agent() {
    start(0, "a").close();
    time.advance(ofMinutes(5));
    assertThat(tried).hasSize(1);
  }

  /// Servers that have the same list and start in any order end as one pool.
  @SeededTest(runs = 200)
  void makes_one_pool_of_servers_that_start_in_any_order(Gen gen) {
    List<String> all = List.of("a", "b", "c", "d", "e");
    Map<String, Set<String>> linked = new HashMap<>();
    for (String server : all) {
      time.after(
          ofSeconds(gen.below(70)),
          () -> {
            up.add(server);
            Set<String> links = linked.computeIfAbsent(server, _ -> new HashSet<>());
            new RetryJoin(
                    "LAN",
                    new JoinConfig.Retry(all, ofSeconds(30), 0),
                    other -> {
                      if (other.equals(server)) {
                        return 0;
                      }
                      int joined = join(other);
                      links.add(other);
                      return joined;
                    },
                    time,
                    Runnable::run,
                    () -> {})
                .start();
          });
    }
    time.advance(ofMinutes(3));
    Set<String> pool = new HashSet<>(Set.of("a"));
    for (int i = 0; i < all.size(); i++) {
      linked.forEach((server, links) -> {
        if (pool.contains(server) || links.stream().anyMatch(pool::contains)) {
          pool.add(server);
          pool.addAll(links);
        }
      });
    }
    assertThat(pool).containsExactlyInAnyOrderElementsOf(all);
  }

  private int join(String address) {
    tried.add(address);
    if (address.equals(SELF)) {
      return 0;
    }
    if (!up.contains(address)) {
      throw new AgentException("not there");
    }
    return 1;
  }

  private RetryJoin start(int max, String... addresses) {
    RetryJoin joining =
        new RetryJoin(
            "LAN",
            new JoinConfig.Retry(List.of(addresses), ofSeconds(30), max),
            this::join,
            time,
            Runnable::run,
            () -> givenUp = true);
    joining.start();
    return joining;
  }
}
