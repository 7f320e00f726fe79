package org.consulkv.gossip.serf;

/// Counts what happened in the pool, so that of two things of which one could know of the other the
/// later has the higher number.
///
/// Threading: confined to the gossip loop.
///
/// @see "Lamport: Time, Clocks, and the Ordering of Events in a Distributed System, 1978"
final class LamportClock {
  private long time = 1;

  /// The number that the next thing that happens here gets.
  long time() {
    return time;
  }

  /// Something with this number was heard of: what happens here from now on is later. Numbers below
  /// zero are not believed, nor those that would leave no room above.
  void witness(long seen) {
    if (seen >= time && seen < Long.MAX_VALUE / 2) {
      time = seen + 1;
    }
  }
}
