package org.consulkv.gossip.swim;

import java.time.Duration;
import java.util.List;
import org.consulkv.runtime.Bytes;

/// What a [Swim] wants done, or tells.
public sealed interface SwimEffect {
  /// Send these messages in one packet; it may get lost.
  ///
  /// @param checksum whether the receiver is known to understand packets with a checksum
  record SendPacket(Address to, boolean checksum, List<SwimMessage> messages)
      implements SwimEffect {}

  /// Send the ping over a stream, and report an answer as [SwimInput.StreamAcked].
  record StreamPing(Address to, SwimMessage.Ping ping, Duration limit) implements SwimEffect {}

  /// A round of gossip; its packets, if there was anything to tell, come after this.
  record Gossiped() implements SwimEffect {}

  /// Exchange the full state with a member.
  record Exchange(Node with) implements SwimEffect {}

  /// A member is there that was not, or not any more.
  record Joined(Node node) implements SwimEffect {}

  /// A member describes itself anew.
  record Updated(Node node) implements SwimEffect {}

  /// A member is gone.
  ///
  /// @param left whether it said goodbye
  record Gone(Node node, boolean left) implements SwimEffect {}

  /// Others were told often enough that this member leaves.
  record GoodbyeTold() implements SwimEffect {}

  /// Two members claim the same name; the claim of the newcomer is ignored.
  record NameTaken(Node known, Node other) implements SwimEffect {}

  /// A member answered a ping directly.
  ///
  /// @param payload what it added to its answer
  record RoundTrip(Node node, Duration time, Bytes payload) implements SwimEffect {}

  /// Something of the layer above arrived in a packet.
  record UserReceived(Address from, Bytes payload) implements SwimEffect {}
}
