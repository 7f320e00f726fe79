package org.consulkv.state.radix;

import java.util.Arrays;
import java.util.function.ToLongFunction;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.WatchSet;
import org.jspecify.annotations.Nullable;

/// One version of a persistent map from byte strings to values, in the order of unsigned bytes.
/// Versions share what they have in common: a change copies only the path to it.
///
/// Reads add what they depended on to a [WatchSet]: a leaf for a key that is there, a node for a
/// prefix, and for what is not there its arrival.
///
/// Threading: immutable, so thread-safe; reading takes no lock.
public final class RadixTree<V> {
  private static final byte[] NOTHING = {};

  final Inner<V> root;
  final Arrivals<V> arrivals;
  final ToLongFunction<V> indexOf;

  RadixTree(Inner<V> root, Arrivals<V> arrivals, ToLongFunction<V> indexOf) {
    this.root = root;
    this.arrivals = arrivals;
    this.indexOf = indexOf;
  }

  /// The first version of a new tree.
  ///
  /// @param indexOf the index at which a value last changed
  public static <V> RadixTree<V> empty(ToLongFunction<V> indexOf) {
    Arrivals<V> arrivals = new Arrivals<>();
    var tree = new RadixTree<V>(Inner.empty(NOTHING, 0, new Object(), 0), arrivals, indexOf);
    arrivals.publish(tree);
    return tree;
  }

  /// The value of a key.
  public @Nullable V get(Bytes key, WatchSet watches) {
    Leaf<V> leaf = leaf(key.shared());
    if (watches.collects()) {
      watches.add(leaf == null ? arrivals.ofKey(key) : leaf);
    }
    return leaf == null ? null : leaf.value;
  }

  /// Everything whose key starts with the prefix, in order.
  public Scan<V> scan(Bytes prefix, WatchSet watches) {
    Watched top = seek(prefix.shared());
    if (watches.collects()) {
      if (top != null) {
        watches.add(top);
      }
      if (!(top instanceof Inner<?>)) {
        watches.add(arrivals.ofPrefix(prefix, top));
      }
    }
    return new Scan<>(top);
  }

  /// The greatest index of a value under the prefix, found without visiting them; 0 if there is
  /// none. It may be too great where values were removed, but never greater than theirs.
  public long lastIndexUnder(Bytes prefix) {
    Watched top = seek(prefix.shared());
    if (top instanceof Leaf<?> leaf) {
      return indexOf.applyAsLong(Scan.<V>cast(leaf).value);
    }
    return top == null ? 0 : ((Inner<?>) top).lastIndex;
  }

  /// Starts to change the tree. Nothing is visible to others before the commit.
  public RadixTxn<V> edit() {
    return new RadixTxn<>(this);
  }

  @Nullable Leaf<V> leaf(byte[] key) {
    Inner<V> node = root;
    while (node.end < key.length) {
      Watched child = node.child(key[node.end]);
      if (child instanceof Inner<?> inner) {
        node = Scan.cast(inner);
      } else {
        return child != null && Arrays.equals(((Leaf<?>) child).key, key)
            ? Scan.cast((Leaf<?>) child)
            : null;
      }
    }
    Leaf<V> leaf = node.leaf;
    return leaf != null && Arrays.equals(leaf.key, key) ? leaf : null;
  }

  /// The leaf or node that holds exactly what starts with the prefix; null if nothing does.
  @Nullable Watched seek(byte[] prefix) {
    Inner<V> node = root;
    while (node.end < prefix.length) {
      Watched child = node.child(prefix[node.end]);
      if (child instanceof Inner<?> inner) {
        node = Scan.cast(inner);
      } else {
        return child != null && startsWith(((Leaf<?>) child).key, prefix) ? child : null;
      }
    }
    return startsWith(node.path, prefix) ? node : null;
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}
