package org.consulkv.gossip.swim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.consulkv.runtime.Chance;
import org.jspecify.annotations.Nullable;

/// All members this one knows of, itself included, in the order in which they are probed.
///
/// Threading: confined to the gossip loop.
final class Roster {
  private final Map<String, Entry> byName = new HashMap<>();
  private final List<Entry> order = new ArrayList<>();
  private final Chance chance;
  private int next;

  Roster(Chance chance) {
    this.chance = chance;
  }

  @Nullable Entry find(String name) {
    return byName.get(name);
  }

  /// At a random place of the order, so that the members find a newcomer at different times.
  void add(Entry entry) {
    byName.put(entry.name(), entry);
    order.add(entry);
    int last = order.size() - 1;
    swap(last, (int) chance.below(last + 1L));
  }

  /// The members whose turn it is to be probed come one after the other; after each round all are
  /// shuffled, so that the time to detect a failure has a bound.
  ///
  /// @see "SWIM, section 4.3, round-robin probe target selection"
  Optional<Entry> nextInTurn(Predicate<Entry> wanted, Predicate<Entry> forgotten) {
    for (int looked = order.size(); looked >= 0; looked--) {
      if (next >= order.size()) {
        startRound(forgotten);
      }
      if (order.isEmpty()) {
        return Optional.empty();
      }
      Entry candidate = order.get(next++);
      if (wanted.test(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private void startRound(Predicate<Entry> forgotten) {
    next = 0;
    order.removeIf(entry -> {
      boolean drop = forgotten.test(entry);
      if (drop) {
        byName.remove(entry.name());
      }
      return drop;
    });
    for (int i = order.size() - 1; i > 0; i--) {
      swap(i, (int) chance.below(i + 1L));
    }
  }

  /// Up to `count` different members, each as likely as any other. With few that are wanted it may
  /// find fewer than there are.
  List<Entry> random(int count, Predicate<Entry> wanted) {
    int size = order.size();
    List<Entry> chosen = new ArrayList<>(count);
    if (size <= 3 * count) {
      return shuffledFew(count, wanted);
    }
    for (int tries = 3 * size; tries > 0 && chosen.size() < count; tries--) {
      Entry candidate = order.get((int) chance.below(size));
      if (wanted.test(candidate) && !chosen.contains(candidate)) {
        chosen.add(candidate);
      } else if (chosen.isEmpty() && tries < 2 * size) {
        return shuffledFew(count, wanted);
      }
    }
    return chosen;
  }

  private List<Entry> shuffledFew(int count, Predicate<Entry> wanted) {
    List<Entry> left = new ArrayList<>(order);
    left.removeIf(wanted.negate());
    List<Entry> chosen = new ArrayList<>(count);
    while (chosen.size() < count && !left.isEmpty()) {
      int at = (int) chance.below(left.size());
      chosen.add(left.get(at));
      left.set(at, left.getLast());
      left.removeLast();
    }
    return chosen;
  }

  List<NodeRecord> records() {
    List<NodeRecord> records = new ArrayList<>(order.size());
    for (Entry entry : order) {
      records.add(entry.record());
    }
    return records;
  }

  /// How many members are known, those that are gone but not forgotten included.
  int size() {
    return order.size();
  }

  boolean any(Predicate<Entry> wanted) {
    return order.stream().anyMatch(wanted);
  }

  private void swap(int i, int j) {
    Entry kept = order.get(i);
    order.set(i, order.get(j));
    order.set(j, kept);
  }
}
