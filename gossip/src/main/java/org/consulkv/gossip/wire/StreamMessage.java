package org.consulkv.gossip.wire;

import java.util.List;
import org.consulkv.gossip.swim.NodeRecord;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.runtime.Bytes;

/// What is sent over a stream: one message from the side that opened it, and one back.
public sealed interface StreamMessage {
  /// A full exchange of state.
  ///
  /// @param join whether the sender is new in the pool
  /// @param above the state of the layer above
  record State(boolean join, List<NodeRecord> nodes, Bytes above) implements StreamMessage {}

  /// A ping that packets did not get an answer to.
  record Probe(SwimMessage.Ping ping) implements StreamMessage {}

  /// The answer to [Probe].
  record ProbeAnswer(SwimMessage.Ack ack) implements StreamMessage {}

  /// A message of the layer above that does not fit into a packet.
  record Above(Bytes payload) implements StreamMessage {}

  /// The other side does not want what it was sent.
  record Refused(String why) implements StreamMessage {}
}
