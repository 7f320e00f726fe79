package org.consulkv.agent.cache;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers that are kept, in the order in which they were last read.
///
/// Threading: guarded by the cache's lock.
final class Entries<A> {
  private final CacheLimits limits;
  private final LinkedHashMap<Object, Entry<A>> byKey = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  Entries(CacheLimits limits) {
    this.limits = limits;
  }

  /// Finds an entry, which was read now.
  @Nullable Entry<A> read(Object key) {
    return byKey.get(key);
  }

  void add(Entry<A> entry) {
    byKey.put(entry.key, entry);
  }

  void remove(Entry<A> entry) {
    if (byKey.remove(entry.key, entry)) {
      bytes -= entry.bytes();
    }
  }

  void hold(Entry<A> entry, Fetched<A> fetched, long nowNanos) {
    bytes += fetched.bytes() - entry.bytes();
    entry.hold(fetched, nowNanos);
  }

  /// Takes out those that were not read for the longest time, until the rest is within the limits.
  List<Entry<A>> takeExcess() {
    List<Entry<A>> taken = new ArrayList<>();
    Iterator<Entry<A>> oldest = byKey.values().iterator();
    while ((byKey.size() > limits.entries() || bytes > limits.bytes()) && oldest.hasNext()) {
      Entry<A> entry = oldest.next();
      oldest.remove();
      bytes -= entry.bytes();
      taken.add(entry);
    }
    return taken;
  }

  /// Takes out those that nobody has read for long.
  List<Entry<A>> takeUnread(long nowNanos) {
    List<Entry<A>> taken =
        byKey.values().stream()
            .filter(entry -> leftNanos(entry, nowNanos) <= 0 && entry.waiters.isEmpty())
            .toList();
    taken.forEach(this::remove);
    return taken;
  }

  /// When to look for such again.
  long nextNanos(long nowNanos) {
    return byKey.values().stream()
        .mapToLong(entry -> leftNanos(entry, nowNanos))
        .filter(left -> left > 0)
        .min()
        .orElse(limits.unread().toNanos());
  }

  private long leftNanos(Entry<A> entry, long nowNanos) {
    return limits.unread().toNanos() - (nowNanos - entry.readNanos);
  }

  List<Entry<A>> takeAll() {
    List<Entry<A>> all = List.copyOf(byKey.values());
    byKey.clear();
    bytes = 0;
    return all;
  }

  int size() {
    return byKey.size();
  }
}
