package org.consulkv.state.radix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// Those who wait for a key to come to be: there is no node yet that could keep their list, and the
/// nearest one changes with every other key beside it. All versions of a tree share it.
///
/// Who comes registers first and then looks at the current tree; the writer publishes first and
/// then looks for who is registered. So at least one of them sees the other.
///
/// Threading: thread-safe; published to and told of arrivals by the writer.
final class Arrivals<V> {
  private final ConcurrentHashMap<Bytes, Spot> keys = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Bytes, Spot> prefixes = new ConcurrentSkipListMap<>();
  private volatile @Nullable RadixTree<V> current;

  /// The list of a key or prefix, kept while somebody waits.
  static final class Spot extends Watched {
    private final Map<Bytes, Spot> home;
    private final Bytes at;
    private final AtomicInteger waiting = new AtomicInteger();

    private Spot(Map<Bytes, Spot> home, Bytes at) {
      this.home = home;
      this.at = at;
    }

    private boolean enter(Watching watching) {
      waiting.incrementAndGet();
      if (register(watching)) {
        watching.hold(this);
        return true;
      }
      waiting.decrementAndGet();
      return false;
    }

    /// One who waited is gone. The last one takes the list away; somebody who came in between is
    /// fired without need.
    void release() {
      if (waiting.decrementAndGet() == 0 && home.remove(at, this)) {
        close();
      }
    }
  }

  /// What a read depended on that found no such key.
  WatchPoint ofKey(Bytes key) {
    return watching -> enter(keys, key, watching) && now().leaf(key.shared()) == null;
  }

  /// What a read of a prefix depended on that found nothing, or a single leaf.
  @SuppressWarnings("ReferenceEquality") // the same object means that nothing changed
  WatchPoint ofPrefix(Bytes prefix, @Nullable Watched found) {
    return watching -> enter(prefixes, prefix, watching) && now().seek(prefix.shared()) == found;
  }

  private static boolean enter(Map<Bytes, Spot> home, Bytes at, Watching watching) {
    while (!home.computeIfAbsent(at, key -> new Spot(home, key)).enter(watching)) {
      Thread.onSpinWait();
    }
    return true;
  }

  private RadixTree<V> now() {
    RadixTree<V> tree = current;
    if (tree == null) {
      throw new IllegalStateException("a tree that was never published is watched");
    }
    return tree;
  }

  void publish(RadixTree<V> tree) {
    current = tree;
  }

  /// Fires those who wait for this key, or for any key with a prefix of it.
  void arrived(byte[] created) {
    if (keys.isEmpty() && prefixes.isEmpty()) {
      return;
    }
    Bytes key = Bytes.owning(created);
    leave(keys, key);
    Bytes candidate = prefixes.floorKey(key);
    while (candidate != null) {
      if (key.startsWith(candidate)) {
        leave(prefixes, candidate);
        candidate = prefixes.lowerKey(candidate);
      } else {
        candidate = prefixes.floorKey(common(candidate, key));
      }
    }
  }

  /// Fires everyone.
  void all() {
    keys.keySet().forEach(key -> leave(keys, key));
    prefixes.keySet().forEach(prefix -> leave(prefixes, prefix));
  }

  private static void leave(Map<Bytes, Spot> home, Bytes at) {
    Spot spot = home.remove(at);
    if (spot != null) {
      spot.close();
    }
  }

  private static Bytes common(Bytes a, Bytes b) {
    int length = 0;
    int most = Math.min(a.length(), b.length());
    while (length < most && a.at(length) == b.at(length)) {
      length++;
    }
    return b.slice(0, length);
  }

  /// How many keys and prefixes are waited for.
  int size() {
    return keys.size() + prefixes.size();
  }
}
