package org.consulkv.gossip.serf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consulkv.gossip.swim.Address;
import org.consulkv.runtime.Bytes;

/// What members tell each other above membership.
sealed interface SerfMessage {
  /// A member is about to leave, or an operator says that it is gone for good.
  ///
  /// @param prune whether to forget it at once
  record LeaveIntent(long time, String node, boolean prune) implements SerfMessage {}

  /// A member is here to stay: any earlier [LeaveIntent] is out of date.
  record JoinIntent(long time, String node) implements SerfMessage {}

  /// @param coalesce whether of several events with this name only the last matters
  record UserEvent(long time, String name, Bytes payload, boolean coalesce)
      implements SerfMessage {}

  /// A question to all members, or to some.
  ///
  /// @param id told apart from other queries of the same time
  /// @param origin where answers go
  /// @param flags [#ACK], [#NO_BROADCAST]
  /// @param relays how many other members an answer also takes its way through
  record Query(
      long time,
      long id,
      Address origin,
      String from,
      List<QueryFilter> filters,
      int flags,
      int relays,
      Duration timeout,
      String name,
      Bytes payload)
      implements SerfMessage {
    /// The asker wants to know who got the question.
    static final int ACK = 1;

    /// The question is not to be told on.
    static final int NO_BROADCAST = 2;

    boolean has(int flag) {
      return (flags & flag) != 0;
    }
  }

  /// @param ack whether it says only that the question arrived
  record QueryResponse(long time, long id, String from, boolean ack, Bytes payload)
      implements SerfMessage {}

  /// A message to pass on.
  record Relay(Address to, String name, Bytes inner) implements SerfMessage {}

  /// The state above membership in a full exchange.
  ///
  /// @param statusTimes when each member's intent was last heard of
  /// @param left members that left
  /// @param events what happened lately
  record State(
      long time,
      Map<String, Long> statusTimes,
      Set<String> left,
      long eventTime,
      List<UserEvent> events,
      long queryTime)
      implements SerfMessage {}
}
