package org.consulkv.gossip.serf;

import java.time.Duration;
import java.util.List;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.runtime.Bytes;

/// What a [Serf] wants done, or tells.
public sealed interface SerfEffect {
  /// Send these messages in one packet; it may get lost.
  record SendPacket(Address to, boolean checksum, List<SwimMessage> messages)
      implements SerfEffect {}

  /// A round of gossip; its packets, if there was anything to tell, come after this.
  record Gossiped() implements SerfEffect {}

  /// Send the ping over a stream, and report an answer as [SerfInput.StreamAcked].
  record StreamPing(Address to, SwimMessage.Ping ping, Duration limit) implements SerfEffect {}

  /// Exchange the full state, and report the other's as [SerfInput.StateReceived].
  record Exchange(Address with) implements SerfEffect {}

  record Happened(PoolEvent event) implements SerfEffect {}

  /// A member got the question.
  record Acked(long handle, String from) implements SerfEffect {}

  record Answered(long handle, String from, Bytes payload) implements SerfEffect {}

  /// Nobody waits for answers any more.
  record AskingEnded(long handle) implements SerfEffect {}

  /// The keyring is another one.
  record KeysChanged(Keyring keyring) implements SerfEffect {}

  /// A line for the file from which a later life of this member rejoins.
  record Remember(String line) implements SerfEffect {}

  /// This member has left; there is nothing more to do.
  record LeftPool() implements SerfEffect {}
}
