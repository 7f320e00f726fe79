package org.consulkv.state.radix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// Changes to a tree that become visible together. Nodes made by this transaction carry its token
/// and are changed in place; all others are copied first.
///
/// Threading: confined to the writer.
public final class RadixTxn<V> {
  private static final byte[] NOTHING = {};

  private final Arrivals<V> arrivals;
  private final ToLongFunction<V> indexOf;
  private Object token = new Object();
  private Inner<V> root;

  /// What is not part of the tree any more, each alone.
  private final List<Watched> replaced = new ArrayList<>();

  /// What is not part of the tree any more, with everything under it.
  private final List<Watched> abandoned = new ArrayList<>();

  private final List<byte[]> created = new ArrayList<>();
  private boolean cleared;

  RadixTxn(RadixTree<V> tree) {
    arrivals = tree.arrivals;
    indexOf = tree.indexOf;
    root = tree.root;
  }

  /// A state to return to, while the transaction is open.
  public static final class Savepoint<V> {
    private final Inner<V> root;
    private final int replaced;
    private final int abandoned;
    private final int created;

    private Savepoint(RadixTxn<V> txn) {
      root = txn.root;
      replaced = txn.replaced.size();
      abandoned = txn.abandoned.size();
      created = txn.created.size();
    }
  }

  /// The tree as changed so far, for reads that are over before the next change.
  public RadixTree<V> current() {
    return new RadixTree<>(root, arrivals, indexOf);
  }

  /// Sets a key's value and returns the one before. The key must not be changed afterwards.
  public @Nullable V put(Bytes at, V value) {
    byte[] key = at.shared();
    long index = indexOf.applyAsLong(value);
    Inner<V> node = ownRoot();
    while (true) {
      node.changedAt(index);
      if (node.end == key.length) {
        Leaf<V> old = node.leaf;
        node.leaf = new Leaf<>(key, value);
        return old == null ? arrive(key) : retire(old);
      }
      int position = node.find(key[node.end]);
      if (position < 0) {
        node.add(key[node.end], new Leaf<>(key, value));
        return arrive(key);
      }
      Watched child = node.children[position];
      if (child instanceof Leaf<?> leaf) {
        if (Arrays.equals(leaf.key, key)) {
          node.children[position] = new Leaf<>(key, value);
          return retire(Scan.cast(leaf));
        }
        int common = common(leaf.key, leaf.key.length, key, node.end);
        node.children[position] = fork(common, leaf, leaf.key, new Leaf<>(key, value));
        return arrive(key);
      }
      Inner<V> inner = own(Scan.cast((Inner<?>) child));
      int common = common(inner.path, inner.end, key, node.end);
      if (common < inner.end) {
        node.children[position] = fork(common, inner, inner.path, new Leaf<>(key, value));
        return arrive(key);
      }
      node.children[position] = inner;
      node = inner;
    }
  }

  /// Removes a key and returns its value.
  public @Nullable V remove(Bytes at) {
    byte[] key = at.shared();
    if (current().leaf(key) == null) {
      return null;
    }
    Inner<V> parent = null;
    int positionInParent = 0;
    Inner<V> node = ownRoot();
    while (true) {
      if (node.end == key.length) {
        Leaf<V> old = node.leaf;
        node.leaf = null;
        collapse(parent, positionInParent, node);
        return old == null ? null : retire(old);
      }
      int position = node.find(key[node.end]);
      Watched child = node.children[position];
      if (child instanceof Leaf<?> leaf) {
        node.removeAt(position);
        collapse(parent, positionInParent, node);
        return retire(Scan.cast(leaf));
      }
      Inner<V> inner = own(Scan.cast((Inner<?>) child));
      node.children[position] = inner;
      parent = node;
      positionInParent = position;
      node = inner;
    }
  }

  /// Removes everything that starts with the prefix and returns the values in order.
  @SuppressWarnings("ReferenceEquality") // the very node that was found
  public List<V> removePrefix(Bytes start) {
    byte[] prefix = start.shared();
    Watched top = current().seek(prefix);
    if (top == null) {
      return List.of();
    }
    List<V> removed = new Scan<V>(top).toList();
    abandoned.add(top);
    if (prefix.length == 0) {
      root = Inner.empty(NOTHING, 0, token, 0);
      return removed;
    }
    Inner<V> parent = null;
    int positionInParent = 0;
    Inner<V> node = ownRoot();
    while (true) {
      int position = node.find(prefix[node.end]);
      Watched child = node.children[position];
      if (child == top) {
        node.removeAt(position);
        collapse(parent, positionInParent, node);
        return removed;
      }
      Inner<V> inner = own(Scan.cast((Inner<?>) child));
      node.children[position] = inner;
      parent = node;
      positionInParent = position;
      node = inner;
    }
  }

  /// Forgets everything in the tree.
  public void clear() {
    cleared = true;
    abandoned.add(root);
    root = Inner.empty(NOTHING, 0, token, 0);
  }

  public Savepoint<V> savepoint() {
    token = new Object(); // what was made until now must stay as it is
    return new Savepoint<>(this);
  }

  /// Undoes what was done since.
  public void rollback(Savepoint<V> to) {
    token = new Object();
    root = to.root;
    replaced.subList(to.replaced, replaced.size()).clear();
    abandoned.subList(to.abandoned, abandoned.size()).clear();
    created.subList(to.created, created.size()).clear();
  }

  /// Ends the transaction; the tree it gives is not visible to anyone yet.
  public RadixTree<V> commit() {
    token = new Object();
    return new RadixTree<>(root, arrivals, indexOf);
  }

  /// Fires those who wait for what was changed. Called once, after the committed tree is visible.
  public void announce(RadixTree<V> committed) {
    arrivals.publish(committed);
    for (Watched gone : replaced) {
      gone.close();
    }
    for (Watched gone : abandoned) {
      closeAll(gone);
    }
    if (cleared) {
      arrivals.all(); // once for all, instead of a search for each of the new keys
    } else {
      created.forEach(arrivals::arrived);
    }
  }

  private static void closeAll(Watched top) {
    List<Watched> open = new ArrayList<>(List.of(top));
    while (!open.isEmpty()) {
      Watched here = open.removeLast();
      here.close();
      if (here instanceof Inner<?> inner) {
        open.addAll(Arrays.asList(inner.children));
        if (inner.leaf != null) {
          inner.leaf.close();
        }
      }
    }
  }

  private @Nullable V arrive(byte[] key) {
    created.add(key);
    return null;
  }

  private V retire(Leaf<V> leaf) {
    replaced.add(leaf);
    return leaf.value;
  }

  private Inner<V> ownRoot() {
    root = own(root);
    return root;
  }

  private Inner<V> own(Inner<V> node) {
    if (node.ownedBy(token)) {
      return node;
    }
    replaced.add(node);
    return node.copy(token);
  }

  /// A node for two keys that part after `common` bytes.
  private Inner<V> fork(int common, Watched old, byte[] oldKey, Leaf<V> leaf) {
    Inner<V> fork = Inner.empty(leaf.key, common, token, indexOf.applyAsLong(leaf.value));
    fork.changedAt(lastIndex(old));
    if (oldKey.length == common && old instanceof Leaf<?> shorter) {
      fork.leaf = Scan.cast(shorter);
    } else {
      fork.add(oldKey[common], old);
    }
    if (leaf.key.length == common) {
      fork.leaf = leaf;
    } else {
      fork.add(leaf.key[common], leaf);
    }
    return fork;
  }

  private long lastIndex(Watched part) {
    return part instanceof Leaf<?> leaf
        ? indexOf.applyAsLong(Scan.<V>cast(leaf).value)
        : ((Inner<?>) part).lastIndex;
  }

  /// Takes a node away that holds a single leaf or child after a removal.
  private void collapse(@Nullable Inner<V> parent, int position, Inner<V> node) {
    if (parent == null) {
      if (node.leaf == null && node.children.length == 0) {
        node.lastIndex = 0;
      }
    } else if (node.leaf == null && node.children.length == 1) {
      parent.children[position] = node.children[0];
    } else if (node.leaf != null && node.children.length == 0) {
      parent.children[position] = node.leaf;
    }
  }

  /// How far two keys agree that agree up to `from`, of which the first counts up to `end`.
  private static int common(byte[] a, int end, byte[] b, int from) {
    int most = Math.min(end, b.length);
    int at = Arrays.mismatch(a, from, most, b, from, most);
    return at < 0 ? most : from + at;
  }
}
