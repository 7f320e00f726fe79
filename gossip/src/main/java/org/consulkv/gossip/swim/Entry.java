package org.consulkv.gossip.swim;

import org.jspecify.annotations.Nullable;

/// What this member believes about one member.
///
/// Threading: confined to the gossip loop.
final class Entry {
  private Node node;
  private long incarnation;
  private NodeState state;
  private long changedNanos;
  private @Nullable Suspicion suspicion;
  private Agenda.@Nullable Item deadline;

  Entry(Node node, long incarnation, NodeState state, long nowNanos) {
    this.node = node;
    this.incarnation = incarnation;
    this.state = state;
    changedNanos = nowNanos;
  }

  String name() {
    return node.name();
  }

  Node node() {
    return node;
  }

  long incarnation() {
    return incarnation;
  }

  NodeState state() {
    return state;
  }

  boolean isGone() {
    return state.isGone();
  }

  /// Whether it is in this state since at least `nanos`.
  boolean isSince(long nowNanos, long nanos) {
    return nowNanos - changedNanos >= nanos;
  }

  NodeRecord record() {
    return new NodeRecord(node, incarnation, state);
  }

  @Nullable Suspicion suspicion() {
    return suspicion;
  }

  void describe(Node newNode, long newIncarnation) {
    node = newNode;
    incarnation = newIncarnation;
  }

  void enter(NodeState newState, long newIncarnation, long nowNanos) {
    incarnation = newIncarnation;
    if (state != newState) {
      state = newState;
      changedNanos = nowNanos;
    }
    if (newState != NodeState.SUSPECT) {
      suspicion = null;
      setDeadline(null);
    }
  }

  void suspect(Suspicion newSuspicion) {
    suspicion = newSuspicion;
  }

  void setDeadline(Agenda.@Nullable Item item) {
    if (deadline != null) {
      deadline.cancel();
    }
    deadline = item;
  }
}
