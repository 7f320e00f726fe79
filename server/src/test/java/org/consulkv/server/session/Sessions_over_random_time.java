package org.consulkv.server.session;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.consulkv.server.OneServer;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.session.SessionQueries;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

/// Random creations, renewals, locks, ends and changes of leaders in virtual time, against what a
/// session promises: never less than its TTL, never more than twice, and a shut lock for its delay.
class Sessions_over_random_time {
  private static final List<String> KEYS = List.of("a", "b", "c");

  private final OneServer node = new OneServer();
  private final Map<String, Timing> timings = new HashMap<>();
  private final Map<String, Long> shutUntil = new HashMap<>();
  private boolean leads = true;

  /// @param sinceNanos when its time was last started anew
  private record Timing(Duration ttl, Duration lockDelay, long sinceNanos) {}

  @SeededTest(runs = 100)
  void keep_their_promises(Gen gen) {
    for (int step = 0; step < 4 * gen.size(); step++) {
      switch (gen.below(8)) {
        case 0, 1 -> create(gen);
        case 2, 3 -> renew(gen);
        case 4 -> destroy(gen);
        case 5 -> lock(gen);
        case 6 -> pass(gen);
        default -> {
          if (gen.onceIn(5)) {
            changeLeaders();
          }
        }
      }
      nobodyOutlivedItsTime();
    }
  }

  private void create(Gen gen) {
    if (!leads) {
      return;
    }
    Duration ttl = Duration.ofSeconds(10 + gen.below(60));
    Duration lockDelay = Duration.ofSeconds(gen.below(20));
    var asked =
        new NewSession(
            "node1", "", lockDelay, "", ttl.toSeconds() + "s", List.of(), List.of(), List.of());
    String id = node.server.sessions().create(asked).join().text();
    timings.put(id, new Timing(ttl, lockDelay, node.time.nanos()));
  }

  private void renew(Gen gen) {
    if (leads && !timings.isEmpty()) {
      String id = gen.oneOf(known());
      assertThat(node.server.sessions().renew(id)).isPresent();
      Timing timing = timing(id);
      timings.put(id, new Timing(timing.ttl(), timing.lockDelay(), node.time.nanos()));
    }
  }

  private void destroy(Gen gen) {
    if (leads && !timings.isEmpty()) {
      String id = gen.oneOf(known());
      ends(id, held());
      node.server.sessions().destroy(id).join();
      timings.remove(id);
    }
  }

  private void lock(Gen gen) {
    if (leads && !timings.isEmpty()) {
      String key = gen.oneOf(KEYS);
      String id = gen.oneOf(known());
      boolean shut = shutUntil.getOrDefault(key, Long.MIN_VALUE) > node.time.nanos();
      boolean heldByOther = !held().getOrDefault(key, id).equals(id);
      assertThat(node.lock(key, id)).isEqualTo(!shut && !heldByOther);
    }
  }

  private void changeLeaders() {
    leads = !leads;
    node.log.lead(leads);
    if (leads) {
      timings.replaceAll(
          (_, timing) -> new Timing(timing.ttl(), timing.lockDelay(), node.time.nanos()));
    }
  }

  /// A second at a time, so that what ends is seen to end in its second.
  private void pass(Gen gen) {
    for (int second = gen.below(30); second > 0; second--) {
      Map<String, String> heldBefore = held();
      node.time.advance(Duration.ofSeconds(1));
      Set<String> gone = new HashSet<>(timings.keySet());
      gone.removeAll(alive());
      for (String id : gone) {
        assertThat(age(timing(id))).isEqualTo(timing(id).ttl().multipliedBy(2));
        ends(id, heldBefore);
        timings.remove(id);
      }
    }
  }

  private void nobodyOutlivedItsTime() {
    assertThat(alive()).isEqualTo(timings.keySet());
    if (leads) {
      assertThat(timings.values())
          .allSatisfy(timing -> assertThat(age(timing)).isLessThan(timing.ttl().multipliedBy(2)));
    }
  }

  private void ends(String id, Map<String, String> held) {
    held.forEach((key, holder) -> {
      if (holder.equals(id)) {
        shutUntil.put(key, node.time.nanos() + timing(id).lockDelay().toNanos());
      }
    });
  }

  private Timing timing(String id) {
    return requireNonNull(timings.get(id));
  }

  private List<String> known() {
    return List.copyOf(new TreeSet<>(timings.keySet()));
  }

  private Duration age(Timing timing) {
    return Duration.ofNanos(node.time.nanos() - timing.sinceNanos());
  }

  private Set<String> alive() {
    Set<String> ids = new HashSet<>();
    SessionQueries.list(node.store.snapshot(), WatchSet.NONE)
        .value()
        .forEach(session -> ids.add(session.id().text()));
    return ids;
  }

  private Map<String, String> held() {
    Map<String, String> holders = new HashMap<>();
    for (String key : KEYS) {
      node.get(key)
          .flatMap(KvEntry::session)
          .ifPresent(session -> holders.put(key, session.text()));
    }
    return holders;
  }
}
