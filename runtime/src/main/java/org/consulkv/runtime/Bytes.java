package org.consulkv.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// An immutable sequence of bytes, ordered as unsigned numbers, as Raft's log and the radix tree
/// order them.
///
/// Threading: immutable, so thread-safe.
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /// A copy of the array.
  public static Bytes copyOf(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array.clone());
  }

  /// Takes the array over without copying it: the caller must never write to it again.
  public static Bytes owning(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /// The text's UTF-8 encoding.
  public static Bytes utf8(String text) {
    return owning(text.getBytes(UTF_8));
  }

  public int length() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  /// The byte at `position`, counted from 0, as 0 to 255.
  public int at(int position) {
    return array[position] & 0xff;
  }

  public boolean startsWith(Bytes prefix) {
    int n = prefix.array.length;
    return n <= array.length && Arrays.equals(array, 0, n, prefix.array, 0, n);
  }

  /// The bytes from `from` (inclusive) to `to` (exclusive), copied.
  public Bytes slice(int from, int to) {
    return owning(Arrays.copyOfRange(array, from, to));
  }

  public Bytes concat(Bytes tail) {
    byte[] joined = Arrays.copyOf(array, array.length + tail.array.length);
    System.arraycopy(tail.array, 0, joined, array.length, tail.array.length);
    return owning(joined);
  }

  /// The bytes read as UTF-8; malformed sequences become U+FFFD.
  public String toUtf8() {
    return new String(array, UTF_8);
  }

  /// A copy the caller owns.
  public byte[] toArray() {
    return array.clone();
  }

  /// The array itself, for encoders that must not copy. Nobody may write to it.
  public byte[] shared() {
    return array;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(array);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /// For people: the text, if it is short; otherwise its start and its length.
  @Override
  public String toString() {
    return array.length <= 64
        ? toUtf8()
        : new String(array, 0, 64, UTF_8) + "… (" + array.length + " bytes)";
  }
}
