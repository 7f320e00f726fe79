package org.consulkv.gossip.serf;

/// What a member is doing, as the pool knows it. The order is that of the numbers on the wire.
public enum MemberStatus {
  NONE,
  ALIVE,
  /// Said that it will leave, and is still there.
  LEAVING,
  LEFT,
  FAILED
}
