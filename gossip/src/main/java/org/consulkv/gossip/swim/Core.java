package org.consulkv.gossip.swim;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.gossip.swim.SwimEffect.SendPacket;
import org.consulkv.gossip.swim.Upper.Surroundings;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.jspecify.annotations.Nullable;

/// What the parts of a [Swim] share: the roster, what is to be told and done, and the time of the
/// present step.
///
/// Threading: confined to the gossip loop.
final class Core {
  /// What a packet of several messages needs besides them: kind and count, and a checksum.
  private static final int PACKET_OVERHEAD = 2 + 5;

  /// What each message in it needs: its length.
  private static final int MESSAGE_OVERHEAD = 2;

  /// What a message of the layer above needs more than its own bytes: its kind.
  private static final int USER_OVERHEAD = 1;

  final SwimConfig config;
  final String self;
  final Versions versions;
  final Surroundings surroundings;
  final Chance chance;
  final Agenda agenda = new Agenda();
  final Roster roster;
  final Awareness awareness;
  final BroadcastQueue<SwimMessage> rumours = new BroadcastQueue<>();
  private List<SwimEffect> effects = new ArrayList<>();
  private long nowNanos;

  Core(SwimConfig config, Node self, Surroundings surroundings, Chance chance) {
    this.config = config;
    this.self = self.name();
    versions = self.versions();
    this.surroundings = surroundings;
    this.chance = chance;
    roster = new Roster(chance);
    awareness = new Awareness(config.awarenessMax());
  }

  long nowNanos() {
    return nowNanos;
  }

  void setNow(long nanos) {
    nowNanos = nanos;
  }

  void emit(SwimEffect effect) {
    effects.add(effect);
  }

  List<SwimEffect> takeEffects() {
    List<SwimEffect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  void count(Measures.Count what) {
    surroundings.measures().count(what, 1);
  }

  boolean isSelf(Entry entry) {
    return entry.name().equals(self);
  }

  /// Members that can be asked something.
  boolean isOtherAlive(Entry entry) {
    return entry.state() == NodeState.ALIVE && !isSelf(entry);
  }

  void tell(SwimMessage.Rumour rumour) {
    tell(rumour, null);
  }

  /// @param done run when it was told often enough
  void tell(SwimMessage.Rumour rumour, @Nullable Runnable done) {
    rumours.add(rumour.about(), rumour, surroundings.sizes().applyAsInt(rumour), done);
  }

  /// Sends the message, and with it as many rumours as fit.
  void send(Address to, boolean checksum, SwimMessage message) {
    if (rumours.size() == 0 && !surroundings.upper().hasBroadcasts()) {
      emit(new SendPacket(to, checksum, List.of(message)));
      return;
    }
    int size = surroundings.sizes().applyAsInt(message) + MESSAGE_OVERHEAD;
    List<SwimMessage> more = waiting(config.packetLimitBytes() - PACKET_OVERHEAD - size);
    List<SwimMessage> all = new ArrayList<>(1 + more.size());
    all.add(message);
    all.addAll(more);
    emit(new SendPacket(to, checksum, all));
  }

  /// Sends rumours, if there are any.
  void gossipTo(Entry entry) {
    List<SwimMessage> messages = waiting(config.packetLimitBytes() - PACKET_OVERHEAD);
    if (!messages.isEmpty()) {
      boolean checksum = entry.node().versions().takesChecksums();
      emit(new SendPacket(entry.node().address(), checksum, messages));
    }
  }

  private List<SwimMessage> waiting(int room) {
    int members = roster.size();
    List<SwimMessage> messages =
        rumours.take(MESSAGE_OVERHEAD, room, config.transmitLimit(members));
    int left = room - rumours.takenBytes();
    List<Bytes> above =
        surroundings.upper().broadcasts(MESSAGE_OVERHEAD + USER_OVERHEAD, left, members);
    if (above.isEmpty()) {
      return messages;
    }
    List<SwimMessage> all = new ArrayList<>(messages);
    for (Bytes payload : above) {
      all.add(new SwimMessage.User(payload));
    }
    return all;
  }
}
