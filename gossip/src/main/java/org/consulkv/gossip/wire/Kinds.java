package org.consulkv.gossip.wire;

/// The first byte of a message says what it is. The numbers were read off the wire between two Serf
/// agents; `docs/gossip.md` says how.
final class Kinds {
  static final int PING = 0;
  static final int INDIRECT_PING = 1;
  static final int ACK = 2;
  static final int SUSPECT = 3;
  static final int ALIVE = 4;
  static final int DEAD = 5;

  /// A full exchange of state; on streams only.
  static final int STATE = 6;

  /// Several messages in one packet.
  static final int COMPOUND = 7;

  /// A message of the layer above.
  static final int USER = 8;

  static final int COMPRESSED = 9;

  /// On streams only; encrypted packets have no kind.
  static final int ENCRYPTED = 10;

  static final int NACK = 11;
  static final int CHECKSUM = 12;

  /// On streams only: the other side refused.
  static final int ERROR = 13;

  private Kinds() {}
}
