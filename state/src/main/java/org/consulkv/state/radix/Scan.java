package org.consulkv.state.radix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A walk through part of a tree, in the order of the keys.
///
/// Threading: confined to one thread.
public final class Scan<V> {
  private static final int DEPTH = 16;

  private Watched[] stack = new Watched[DEPTH];
  private int size;

  Scan(@Nullable Watched top) {
    if (top != null) {
      stack[size++] = top;
    }
  }

  /// The next value; null at the end.
  public @Nullable V next() {
    while (size > 0) {
      Watched top = stack[--size];
      if (top instanceof Leaf<?> leaf) {
        return Scan.<V>cast(leaf).value;
      }
      Inner<V> inner = cast((Inner<?>) top);
      push(inner);
      if (inner.leaf != null) {
        return inner.leaf.value;
      }
    }
    return null;
  }

  private void push(Inner<V> inner) {
    Watched[] children = inner.children;
    if (size + children.length > stack.length) {
      stack = Arrays.copyOf(stack, Math.max(2 * stack.length, size + children.length));
    }
    for (int i = children.length - 1; i >= 0; i--) {
      stack[size++] = children[i];
    }
  }

  /// Hands the rest to the consumer.
  public void forEach(Consumer<? super V> consumer) {
    for (V value = next(); value != null; value = next()) {
      consumer.accept(value);
    }
  }

  /// The rest as a list that the caller owns.
  public List<V> toList() {
    List<V> list = new ArrayList<>();
    forEach(list::add);
    return list;
  }

  /// Nodes of one tree hold values of one type.
  @SuppressWarnings("unchecked")
  static <V> Leaf<V> cast(Leaf<?> leaf) {
    return (Leaf<V>) leaf;
  }

  /// Nodes of one tree hold values of one type.
  @SuppressWarnings("unchecked")
  static <V> Inner<V> cast(Inner<?> inner) {
    return (Inner<V>) inner;
  }
}
