package org.consulkv.gossip.serf;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.consulkv.gossip.coordinate.Coordinate;
import org.consulkv.gossip.coordinate.Vivaldi;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Chance;

/// Network coordinates: members send theirs with each answer to a ping.
///
/// Threading: confined to the gossip loop.
public final class Places {
  /// The version of what goes with an answer.
  private static final int VERSION = 1;

  private final Measures measures;
  private final Vivaldi own;
  private final Map<String, Coordinate> others = new HashMap<>();

  Places(Measures measures, Chance chance) {
    this.measures = measures;
    own = new Vivaldi(chance);
  }

  public Coordinate own() {
    return own.own();
  }

  /// Where the member was when it last answered.
  public Optional<Coordinate> of(String member) {
    return Optional.ofNullable(others.get(member));
  }

  Bytes payload() {
    MsgWriter out = new MsgWriter().kind(VERSION);
    own.own().writeTo(out);
    return out.toBytes();
  }

  void measured(String member, Duration roundTrip, Bytes payload) {
    try {
      MsgReader in = new MsgReader(payload);
      if (payload.isEmpty() || in.kind() != VERSION) {
        return;
      }
      Coordinate other = Coordinate.of(in.map());
      Coordinate before = own.own();
      if (own.measured(member, other, roundTrip)) {
        others.put(member, other);
        measures.took(Measures.Span.ADJUSTMENT, before.distanceTo(own.own()).toNanos());
      } else {
        measures.count(Measures.Count.COORDINATE_REJECTED, 1);
      }
    } catch (MalformedException _) {
      // A member of another kind; it has no place for us.
    }
  }

  void forget(String member) {
    own.forget(member);
    others.remove(member);
  }
}
