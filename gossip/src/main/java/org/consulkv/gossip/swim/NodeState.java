package org.consulkv.gossip.swim;

import java.util.Optional;

/// What is believed about a member.
public enum NodeState {
  ALIVE(0),
  /// Did not answer somebody's probe; it has some time to say that it lives.
  SUSPECT(1),
  /// Suspected for too long without an answer.
  DEAD(2),
  /// Said goodbye.
  LEFT(3);

  private final int number;

  NodeState(int number) {
    this.number = number;
  }

  /// As it is written on the wire.
  public int number() {
    return number;
  }

  public static Optional<NodeState> of(long number) {
    for (NodeState state : values()) {
      if (state.number == number) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }

  boolean isGone() {
    return this == DEAD || this == LEFT;
  }
}
