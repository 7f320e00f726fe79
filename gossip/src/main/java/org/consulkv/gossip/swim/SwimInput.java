package org.consulkv.gossip.swim;

import java.util.List;
import org.consulkv.runtime.Bytes;

/// What happens to a [Swim].
public sealed interface SwimInput {
  /// The first input: this member announces itself and starts probing.
  record Started() implements SwimInput {}

  /// Time passed; [Swim#wakeAtNanos] says when this is needed.
  record TimePassed() implements SwimInput {}

  /// A packet came.
  record Received(Address from, List<SwimMessage> messages) implements SwimInput {}

  /// The ping with this number was answered over a stream.
  record StreamAcked(int sequence) implements SwimInput {}

  /// Another member's view of all members, from a full exchange.
  record StateReceived(List<NodeRecord> nodes) implements SwimInput {}

  /// This member describes itself anew.
  record Described(Bytes meta) implements SwimInput {}

  /// This member says goodbye.
  record Leaving() implements SwimInput {}
}
