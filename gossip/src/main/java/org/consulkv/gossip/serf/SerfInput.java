package org.consulkv.gossip.serf;

import java.util.List;
import java.util.Map;
import org.consulkv.gossip.serf.PoolEvent.Question;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.NodeRecord;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.runtime.Bytes;

/// What happens to a [Serf].
public sealed interface SerfInput {
  /// The first input.
  record Started() implements SerfInput {}

  /// Time passed; [Serf#wakeAtNanos] says when this is needed.
  record TimePassed() implements SerfInput {}

  /// A packet came.
  record Received(Address from, List<SwimMessage> messages) implements SerfInput {}

  /// A ping was answered over a stream.
  record StreamAcked(int sequence) implements SerfInput {}

  /// A message of this layer came over a stream.
  record StreamReceived(Address from, Bytes payload) implements SerfInput {}

  /// Another member's full state.
  ///
  /// @param ignoreOld whether events that happened before are not to be reported
  record StateReceived(List<NodeRecord> nodes, Bytes above, boolean ignoreOld)
      implements SerfInput {}

  /// This member has exchanged state with the pool that it was asked to join.
  record JoinedPool() implements SerfInput {}

  /// This member has other tags from now on.
  record Tagged(Map<String, String> tags) implements SerfInput {}

  /// Tell everyone; [Serf#check] says beforehand whether it is too long.
  record Fire(String name, Bytes payload, boolean coalesce) implements SerfInput {}

  /// Ask everyone.
  ///
  /// @param handle returned with what is answered
  record Ask(long handle, String name, Bytes payload, QueryOptions options) implements SerfInput {}

  /// Answer a question.
  record Answer(Question question, Bytes payload) implements SerfInput {}

  /// Say goodbye; [SerfEffect.LeftPool] comes at the end.
  record Leave() implements SerfInput {}

  /// A failed member is gone for good.
  record ForceLeave(String name, boolean prune) implements SerfInput {}

  /// What an earlier life of this member remembered of the pool's clocks.
  record Restored(long time, long eventTime, long queryTime) implements SerfInput {}
}
