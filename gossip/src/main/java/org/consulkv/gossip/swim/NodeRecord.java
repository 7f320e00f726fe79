package org.consulkv.gossip.swim;

/// One member in a full exchange of state.
///
/// @param incarnation the member's own count of its claims to be alive; the higher claim wins
public record NodeRecord(Node node, long incarnation, NodeState state) {}
