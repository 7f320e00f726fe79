package org.consulkv.state.radix;

/// A key and its value.
///
/// Threading: immutable but for its waiters.
final class Leaf<V> extends Watched {
  final byte[] key;
  final V value;

  Leaf(byte[] key, V value) {
    this.key = key;
    this.value = value;
  }
}
