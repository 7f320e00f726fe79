package org.consulkv.state.radix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A place where keys part. Everything under it starts with the first [#end] bytes of [#path].
/// Below the root each inner node has at least two of: leaf, children.
///
/// Threading: changed only by the transaction that made it and has not committed yet, then
/// immutable but for its waiters.
final class Inner<V> extends Watched {
  private static final byte[] NO_LABELS = {};
  private static final Watched[] NO_CHILDREN = {};
  private static final int LINEAR = 8;

  /// Any key under this node (its array is shared, not copied).
  final byte[] path;

  /// How many bytes all keys under this node have in common, at least.
  final int end;

  /// The value of the key that ends here.
  @Nullable Leaf<V> leaf;

  /// The next byte of each child, in unsigned order.
  byte[] labels;

  /// An [Inner] or a [Leaf] for each label.
  Watched[] children;

  /// The transaction that may still change this node.
  private final Object owner;

  /// The greatest index of a value that is, or in the life of this node was, under it.
  long lastIndex;

  private Inner(
      byte[] path,
      int end,
      @Nullable Leaf<V> leaf,
      byte[] labels,
      Watched[] children,
      Object owner,
      long lastIndex) {
    this.path = path;
    this.end = end;
    this.leaf = leaf;
    this.labels = labels;
    this.children = children;
    this.owner = owner;
    this.lastIndex = lastIndex;
  }

  /// A node without leaf and children.
  static <V> Inner<V> empty(byte[] path, int end, Object owner, long lastIndex) {
    return new Inner<>(path, end, null, NO_LABELS, NO_CHILDREN, owner, lastIndex);
  }

  @SuppressWarnings("ReferenceEquality") // tokens are compared by identity
  boolean ownedBy(Object transaction) {
    return owner == transaction;
  }

  Inner<V> copy(Object newOwner) {
    return new Inner<>(path, end, leaf, labels, children.clone(), newOwner, lastIndex);
  }

  void changedAt(long index) {
    lastIndex = Math.max(lastIndex, index);
  }

  /// The position of a label, or `-1 - p` if it would belong at `p`.
  int find(byte label) {
    byte[] sorted = labels;
    int wanted = label & 0xff;
    if (sorted.length <= LINEAR) {
      for (int i = 0; i < sorted.length; i++) {
        int here = sorted[i] & 0xff;
        if (here >= wanted) {
          return here == wanted ? i : -1 - i;
        }
      }
      return -1 - sorted.length;
    }
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int here = sorted[middle] & 0xff;
      if (here == wanted) {
        return middle;
      }
      if (here < wanted) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  @Nullable Watched child(byte label) {
    int at = find(label);
    return at < 0 ? null : children[at];
  }

  /// Adds a child under a label that is not there yet.
  void add(byte label, Watched child) {
    int at = -1 - find(label);
    byte[] moreLabels = Arrays.copyOf(labels, labels.length + 1);
    Watched[] moreChildren = Arrays.copyOf(children, children.length + 1);
    System.arraycopy(labels, at, moreLabels, at + 1, labels.length - at);
    System.arraycopy(children, at, moreChildren, at + 1, children.length - at);
    moreLabels[at] = label;
    moreChildren[at] = child;
    labels = moreLabels;
    children = moreChildren;
  }

  void removeAt(int at) {
    byte[] fewerLabels = Arrays.copyOf(labels, labels.length - 1);
    Watched[] fewerChildren = Arrays.copyOf(children, children.length - 1);
    System.arraycopy(labels, at + 1, fewerLabels, at, fewerLabels.length - at);
    System.arraycopy(children, at + 1, fewerChildren, at, fewerChildren.length - at);
    labels = fewerLabels;
    children = fewerChildren;
  }
}
