package org.consulkv.state.kv;

import org.consulkv.runtime.Bytes;

/// The name of an entry: any bytes, usually UTF-8 text with slashes; it may be empty only as a
/// prefix.
public record Key(Bytes encoded) implements Comparable<Key> {

  public static Key of(String text) {
    return new Key(Bytes.utf8(text));
  }

  /// The key as text.
  public String text() {
    return encoded.toUtf8();
  }

  @Override
  public int compareTo(Key other) {
    return encoded.compareTo(other.encoded);
  }

  @Override
  public String toString() {
    return encoded.toString();
  }
}
