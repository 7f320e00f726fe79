package org.consulkv.gossip.swim;

import org.consulkv.runtime.Bytes;

/// What a member speaks: the range and the current version of the membership protocol, and of the
/// layer above it. On the wire: six bytes in this order.
public record Versions(
    int protocolMin,
    int protocolMax,
    int protocol,
    int delegateMin,
    int delegateMax,
    int delegate) {
  /// What this program speaks: the same as Serf 0.8 and later.
  public static final Versions OURS = new Versions(1, 5, 2, 2, 5, 5);

  /// From this version of the protocol on, a member understands packets with a checksum.
  private static final int CHECKSUM = 5;

  /// @param bytes six; a shorter sequence, as old members send it, counts as zeros
  public static Versions of(Bytes bytes) {
    int[] v = new int[6];
    for (int i = 0; i < Math.min(6, bytes.length()); i++) {
      v[i] = bytes.at(i);
    }
    return new Versions(v[0], v[1], v[2], v[3], v[4], v[5]);
  }

  public Bytes toBytes() {
    return Bytes.owning(
        new byte[] {
          (byte) protocolMin,
          (byte) protocolMax,
          (byte) protocol,
          (byte) delegateMin,
          (byte) delegateMax,
          (byte) delegate
        });
  }

  /// Whether what `other` speaks now is within what this one understands, and the other way round.
  boolean understands(Versions other) {
    return within(other.protocol, protocolMin, protocolMax)
        && within(other.delegate, delegateMin, delegateMax)
        && within(protocol, other.protocolMin, other.protocolMax)
        && within(delegate, other.delegateMin, other.delegateMax);
  }

  boolean takesChecksums() {
    return protocolMax >= CHECKSUM;
  }

  private static boolean within(int value, int least, int most) {
    return least <= value && value <= most;
  }
}
