package org.consulkv.gossip.serf;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Agenda;
import org.consulkv.gossip.swim.BroadcastQueue;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;
import org.jspecify.annotations.Nullable;

/// What the parts of a [Serf] share.
///
/// Threading: confined to the gossip loop.
final class Context {
  final SerfConfig config;
  final String self;
  final Address address;
  final Chance chance;
  final Measures measures;
  final Agenda agenda = new Agenda();
  final BroadcastQueue<Bytes> intents = new BroadcastQueue<>();
  final BroadcastQueue<Bytes> queries = new BroadcastQueue<>();
  final BroadcastQueue<Bytes> events = new BroadcastQueue<>();
  private List<SerfEffect> effects = new ArrayList<>();
  private long nowNanos;

  Context(SerfConfig config, String self, Address address, Measures measures, Chance chance) {
    this.config = config;
    this.self = self;
    this.address = address;
    this.chance = chance;
    this.measures = measures;
  }

  long nowNanos() {
    return nowNanos;
  }

  void setNow(long nanos) {
    nowNanos = nanos;
  }

  void emit(SerfEffect effect) {
    effects.add(effect);
  }

  void happened(PoolEvent event) {
    emit(new SerfEffect.Happened(event));
  }

  List<SerfEffect> takeEffects() {
    List<SerfEffect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }

  /// @param done run when it was told often enough
  static void tell(BroadcastQueue<Bytes> queue, SerfMessage message, @Nullable Runnable done) {
    tell(queue, SerfCodec.encode(message), done);
  }

  static void tell(BroadcastQueue<Bytes> queue, Bytes encoded, @Nullable Runnable done) {
    queue.add(null, encoded, encoded.length(), done);
  }
}
