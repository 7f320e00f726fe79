package org.consulkv.gossip.swim;

import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// What members tell each other in packets.
///
/// @see "Das, Gupta, Motivala: SWIM, DSN 2002"
/// @see "Dadgar, Phillips, Currey: Lifeguard, DSN-W 2018"
public sealed interface SwimMessage {
  /// Asks `node` for an [Ack] with the same number.
  ///
  /// @param sequence unsigned, 32 bits, counted by the asker
  /// @param source where the answer goes; if it is missing, to the packet's sender
  record Ping(int sequence, String node, @Nullable Address source, String sourceNode)
      implements SwimMessage {}

  /// Asks the receiver to ping `node`, which does not answer the sender, and to pass its answer on.
  ///
  /// @param wantsNack whether the receiver shall say so with a [Nack] if it gets no answer either
  record IndirectPing(
      int sequence,
      String node,
      Address target,
      boolean wantsNack,
      @Nullable Address source,
      String sourceNode)
      implements SwimMessage {}

  /// @param payload what the layer above adds (Serf: its coordinate)
  record Ack(int sequence, Bytes payload) implements SwimMessage {}

  /// "I asked for you, but got no answer either": the asker's own connection works.
  record Nack(int sequence) implements SwimMessage {}

  /// A rumour: somebody says something about a member, true of one of its incarnations.
  sealed interface Rumour extends SwimMessage {
    long incarnation();

    /// The name of the member it is about.
    String about();
  }

  record Alive(long incarnation, Node node) implements Rumour {
    @Override
    public String about() {
      return node.name();
    }
  }

  record Suspect(long incarnation, String about, String from) implements Rumour {}

  /// @param from who says so; the member itself when it leaves
  record Dead(long incarnation, String about, String from) implements Rumour {}

  /// Something of the layer above.
  record User(Bytes payload) implements SwimMessage {}
}
