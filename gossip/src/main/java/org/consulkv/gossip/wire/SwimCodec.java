package org.consulkv.gossip.wire;

import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Node;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.gossip.swim.SwimMessage.Ack;
import org.consulkv.gossip.swim.SwimMessage.Alive;
import org.consulkv.gossip.swim.SwimMessage.Dead;
import org.consulkv.gossip.swim.SwimMessage.IndirectPing;
import org.consulkv.gossip.swim.SwimMessage.Nack;
import org.consulkv.gossip.swim.SwimMessage.Ping;
import org.consulkv.gossip.swim.SwimMessage.Suspect;
import org.consulkv.gossip.swim.SwimMessage.User;
import org.consulkv.gossip.swim.Versions;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// Single messages as bytes: the kind, and a map.
public final class SwimCodec {
  private SwimCodec() {}

  /// How many bytes the message has on the wire.
  public static int size(SwimMessage message) {
    return message instanceof User(var payload) ? 1 + payload.length() : encode(message).length();
  }

  public static Bytes encode(SwimMessage message) {
    MsgWriter out = new MsgWriter();
    switch (message) {
      case Ping ping -> encode(out, ping);
      case IndirectPing ask -> encode(out, ask);
      case Ack(var sequence, var payload) -> {
        out.kind(Kinds.ACK).map(2).text("Payload");
        if (payload.isEmpty()) {
          out.nil();
        } else {
          out.raw(payload);
        }
        out.text("SeqNo").integer(unsigned(sequence));
      }
      case Nack(var sequence) ->
          out.kind(Kinds.NACK).map(1).text("SeqNo").integer(unsigned(sequence));
      case Suspect(var incarnation, var about, var from) ->
          accusation(out.kind(Kinds.SUSPECT), incarnation, about, from);
      case Dead(var incarnation, var about, var from) ->
          accusation(out.kind(Kinds.DEAD), incarnation, about, from);
      case Alive(var incarnation, var node) -> encode(out, incarnation, node);
      case User(var payload) -> out.kind(Kinds.USER).append(payload);
    }
    return out.toBytes();
  }

  private static void encode(MsgWriter out, Ping ping) {
    Address source = ping.source();
    out.kind(Kinds.PING).map(source == null ? 3 : 5);
    out.text("Node").text(ping.node()).text("SeqNo").integer(unsigned(ping.sequence()));
    source(out, source, ping.sourceNode());
  }

  private static void encode(MsgWriter out, IndirectPing ask) {
    Address source = ask.source();
    out.kind(Kinds.INDIRECT_PING).map(source == null ? 6 : 8);
    out.text("Nack").bool(ask.wantsNack()).text("Node").text(ask.node());
    out.text("Port").integer(ask.target().port());
    out.text("SeqNo").integer(unsigned(ask.sequence()));
    source(out, source, ask.sourceNode());
    out.text("Target").raw(ask.target().ip());
  }

  private static void source(MsgWriter out, @Nullable Address source, String name) {
    if (source != null) {
      out.text("SourceAddr").raw(source.ip());
    }
    out.text("SourceNode").text(name);
    if (source != null) {
      out.text("SourcePort").integer(source.port());
    }
  }

  private static void accusation(MsgWriter out, long incarnation, String about, String from) {
    out.map(3).text("From").text(from).text("Incarnation").integer(incarnation);
    out.text("Node").text(about);
  }

  private static void encode(MsgWriter out, long incarnation, Node node) {
    out.kind(Kinds.ALIVE).map(6).text("Addr").raw(node.address().ip());
    out.text("Incarnation").integer(incarnation).text("Meta").raw(node.meta());
    out.text("Node").text(node.name()).text("Port").integer(node.address().port());
    out.text("Vsn").raw(node.versions().toBytes());
  }

  /// @throws MalformedException if it is not a message of a packet
  static SwimMessage decode(Bytes bytes) throws MalformedException {
    MsgReader in = new MsgReader(bytes);
    int kind = in.kind();
    if (kind == Kinds.USER) {
      return new User(in.bytes(in.remaining()));
    }
    MsgMap map = in.map();
    return switch (kind) {
      case Kinds.PING -> ping(map);
      case Kinds.INDIRECT_PING ->
          new IndirectPing(
              sequence(map),
              map.text("Node"),
              address(map.raw("Target"), map.integer("Port")),
              map.bool("Nack"),
              source(map),
              map.text("SourceNode"));
      case Kinds.ACK -> new Ack(sequence(map), map.raw("Payload"));
      case Kinds.NACK -> new Nack(sequence(map));
      case Kinds.SUSPECT -> new Suspect(incarnation(map), map.text("Node"), map.text("From"));
      case Kinds.DEAD -> new Dead(incarnation(map), map.text("Node"), map.text("From"));
      case Kinds.ALIVE -> new Alive(incarnation(map), node(map, "Node"));
      default -> throw new MalformedException("unknown kind of message " + kind);
    };
  }

  static Ping ping(MsgMap map) throws MalformedException {
    return new Ping(sequence(map), map.text("Node"), source(map), map.text("SourceNode"));
  }

  static Node node(MsgMap map, String nameField) throws MalformedException {
    return new Node(
        map.text(nameField),
        address(map.raw("Addr"), map.integer("Port")),
        map.raw("Meta"),
        Versions.of(map.raw("Vsn")));
  }

  static long incarnation(MsgMap map) throws MalformedException {
    return map.integer("Incarnation");
  }

  private static int sequence(MsgMap map) throws MalformedException {
    return (int) map.integer("SeqNo");
  }

  private static @Nullable Address source(MsgMap map) throws MalformedException {
    Bytes ip = map.raw("SourceAddr");
    return ip.isEmpty() ? null : address(ip, map.integer("SourcePort"));
  }

  private static Address address(Bytes ip, long port) throws MalformedException {
    if (ip.length() != 4 && ip.length() != 16) {
      throw new MalformedException("an IP address has 4 or 16 bytes, not " + ip.length());
    }
    if (port < 0 || port > 65535) {
      throw new MalformedException("port " + port);
    }
    return new Address(isMapped(ip) ? ip.slice(12, 16) : ip, (int) port);
  }

  /// An IPv4 address in 16 bytes.
  private static boolean isMapped(Bytes ip) {
    if (ip.length() != 16) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (ip.at(i) != 0) {
        return false;
      }
    }
    return ip.at(10) == 0xff && ip.at(11) == 0xff;
  }

  private static long unsigned(int sequence) {
    return sequence & 0xffff_ffffL;
  }
}
