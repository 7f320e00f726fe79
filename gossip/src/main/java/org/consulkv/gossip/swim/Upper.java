package org.consulkv.gossip.swim;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.consulkv.runtime.Bytes;

/// What the layer above adds to the protocol.
///
/// Threading: called on the gossip loop.
public interface Upper {
  /// What goes with every answer to a ping.
  Bytes ackPayload();

  /// Whether [#broadcasts] has any.
  boolean hasBroadcasts();

  /// Messages of the layer above that wait to be told, as many as fit; each call counts as telling
  /// them once.
  ///
  /// @param overhead bytes that each message needs besides its own
  /// @param room bytes there are
  /// @param members of the pool; the larger it is, the more often a message is told
  List<Bytes> broadcasts(int overhead, int room, int members);

  /// Nothing above: for a pool that only knows its members.
  Upper NONE =
      new Upper() {
        @Override
        public Bytes ackPayload() {
          return Bytes.EMPTY;
        }

        @Override
        public boolean hasBroadcasts() {
          return false;
        }

        @Override
        public List<Bytes> broadcasts(int overhead, int room, int members) {
          return List.of();
        }
      };

  /// What a [Swim] is given besides its configuration.
  ///
  /// @param sizes of messages in bytes, as they go on the wire
  /// @param admits which members may belong to the pool
  record Surroundings(
      Upper upper, ToIntFunction<SwimMessage> sizes, Predicate<Node> admits, Measures measures) {}
}
