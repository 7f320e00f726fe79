package org.consulkv.faults.cluster;

/// How a cluster's members change while something is wrong.
public enum Change {
  /// A further server is taken in.
  JOIN,
  /// A further server is taken in, which is killed meanwhile and comes back, twice.
  JOIN_INTERRUPTED,
  /// The leader leaves.
  LEAVE,
  /// A follower is dead, and is taken out by hand.
  REMOVE,
  /// A follower is dead for good, and a further server takes its place.
  REPLACE
}
