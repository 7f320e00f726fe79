package org.consulkv.gossip.swim;

/// What is believed about a member. The order is that of the numbers on the wire.
public enum NodeState {
  ALIVE,
  /// Did not answer somebody's probe; it has some time to say that it lives.
  SUSPECT,
  /// Suspected for too long without an answer.
  DEAD,
  /// Said goodbye.
  LEFT;

  boolean isGone() {
    return this == DEAD || this == LEFT;
  }
}
