package org.consulkv.state.radix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.WatchSet;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

/// Compared with a sorted map, on keys that share many beginnings.
class A_radix_tree {
  private RadixTree<Long> tree = RadixTree.empty(Long::longValue);
  private NavigableMap<Bytes, Long> model = new TreeMap<>();
  private long index;

  @SeededTest(runs = 300)
  void agrees_with_a_sorted_map(Gen gen) {
    for (int round = 0; round < gen.size(); round++) {
      change(gen, 1 + gen.below(5));
      agree(gen);
    }
  }

  @SeededTest(runs = 200)
  void keeps_old_versions_as_they_were(Gen gen) {
    List<RadixTree<Long>> versions = new ArrayList<>();
    List<NavigableMap<Bytes, Long>> models = new ArrayList<>();
    for (int round = 0; round < gen.size(); round++) {
      versions.add(tree);
      models.add(new TreeMap<>(model));
      change(gen, 3);
    }
    for (int v = 0; v < versions.size(); v++) {
      assertThat(versions.get(v).scan(Bytes.EMPTY, WatchSet.NONE).toList())
          .isEqualTo(List.copyOf(models.get(v).values()));
    }
  }

  @SeededTest(runs = 200)
  void returns_to_a_savepoint(Gen gen) {
    for (int round = 0; round < gen.size(); round++) {
      RadixTxn<Long> txn = tree.edit();
      step(gen, txn);
      NavigableMap<Bytes, Long> before = new TreeMap<>(model);
      RadixTxn.Savepoint<Long> savepoint = txn.savepoint();
      step(gen, txn);
      step(gen, txn);
      if (gen.onceIn(2)) {
        txn.rollback(savepoint);
        model = before;
      }
      step(gen, txn);
      publish(txn);
      agree(gen);
    }
  }

  @SeededTest(runs = 300)
  void fires_whoever_read_what_changes_and_nobody_else(Gen gen) {
    for (int round = 0; round < gen.size(); round++) {
      List<Watch> watches = gen.list(8, () -> watch(gen));
      NavigableMap<Bytes, Long> before = new TreeMap<>(model);
      change(gen, 1 + gen.below(3));
      for (Watch watch : watches) {
        boolean changed = !watch.view(before).equals(watch.view(model));
        assertThat(watch.fired || !changed).as("%s fires", watch).isTrue();
        if (watch.exact) {
          // A key written again with the same value counts as changed in the tree.
          assertThat(!watch.fired || touched.contains(watch.at)).as("%s fired", watch).isTrue();
        }
        watch.watching.cancel();
      }
      assertThat(tree.arrivals.size()).isZero();
    }
  }

  private final List<Bytes> touched = new ArrayList<>();

  private final class Watch {
    final Bytes at;
    final boolean exact;
    final Watching watching;
    boolean fired;

    Watch(Bytes at, boolean exact, boolean late, Runnable between) {
      this.at = at;
      this.exact = exact;
      WatchSet watches = new WatchSet();
      if (exact) {
        tree.get(at, watches);
      } else {
        tree.scan(at, watches);
      }
      if (late) {
        between.run();
      }
      watching = watches.onChange(() -> fired = true);
    }

    Map<Bytes, Long> view(NavigableMap<Bytes, Long> map) {
      Map<Bytes, Long> view = new TreeMap<>();
      map.forEach((key, value) -> {
        if (exact ? key.equals(at) : key.startsWith(at)) {
          view.put(key, value);
        }
      });
      return view;
    }

    @Override
    public String toString() {
      return (exact ? "key " : "prefix ") + at;
    }
  }

  private Watch watch(Gen gen) {
    return new Watch(key(gen), gen.onceIn(2), false, () -> {});
  }

  @SeededTest(runs = 200)
  void fires_at_once_whoever_read_an_old_version(Gen gen) {
    for (int round = 0; round < gen.size(); round++) {
      NavigableMap<Bytes, Long> before = new TreeMap<>(model);
      Watch watch = new Watch(key(gen), gen.onceIn(2), true, () -> change(gen, 2));
      if (!watch.view(before).equals(watch.view(model))) {
        assertThat(watch.fired).as("%s fires", watch).isTrue();
      }
      watch.watching.cancel();
    }
  }

  @SeededTest(runs = 200)
  void knows_the_last_index_under_a_prefix_if_nothing_is_removed(Gen gen) {
    for (int round = 0; round < gen.size(); round++) {
      RadixTxn<Long> txn = tree.edit();
      put(gen, txn);
      publish(txn);
      Bytes prefix = key(gen);
      long last =
          model.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith(prefix))
              .mapToLong(Map.Entry::getValue)
              .max()
              .orElse(0);
      assertThat(tree.lastIndexUnder(prefix)).isEqualTo(last);
    }
  }

  private void agree(Gen gen) {
    assertThat(tree.scan(Bytes.EMPTY, WatchSet.NONE).toList())
        .isEqualTo(List.copyOf(model.values()));
    for (int i = 0; i < 5; i++) {
      Bytes key = key(gen);
      assertThat(tree.get(key, WatchSet.NONE)).isEqualTo(model.get(key));
      assertThat(tree.scan(key, WatchSet.NONE).toList())
          .isEqualTo(
              model.tailMap(key, true).entrySet().stream()
                  .takeWhile(entry -> entry.getKey().startsWith(key))
                  .map(Map.Entry::getValue)
                  .toList());
    }
  }

  private void change(Gen gen, int steps) {
    touched.clear();
    RadixTxn<Long> txn = tree.edit();
    for (int i = 0; i < steps; i++) {
      step(gen, txn);
    }
    publish(txn);
  }

  private void publish(RadixTxn<Long> txn) {
    tree = txn.commit();
    txn.announce(tree);
  }

  private void step(Gen gen, RadixTxn<Long> txn) {
    switch (gen.below(8)) {
      case 0 -> {
        Bytes prefix = key(gen);
        List<Long> removed = new ArrayList<>();
        model
            .entrySet()
            .removeIf(entry -> {
              if (!entry.getKey().startsWith(prefix)) {
                return false;
              }
              touched.add(entry.getKey());
              return removed.add(entry.getValue());
            });
        assertThat(txn.removePrefix(prefix)).isEqualTo(removed);
      }
      case 1, 2, 3 -> {
        Bytes key = key(gen);
        touched.add(key);
        assertThat(txn.remove(key)).isEqualTo(model.remove(key));
      }
      default -> put(gen, txn);
    }
  }

  private void put(Gen gen, RadixTxn<Long> txn) {
    Bytes key = key(gen);
    touched.add(key);
    assertThat(txn.put(key, ++index)).isEqualTo(model.put(key, index));
  }

  private static Bytes key(Gen gen) {
    if (gen.onceIn(20)) {
      return gen.bytes(2);
    }
    String common = gen.oneOf("", "", "a", "abba/", "a/long/common/path/");
    return Bytes.utf8(common + gen.text("ab/", 4));
  }
}
