package org.consulkv.gossip.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.gossip.swim.NodeRecord;
import org.consulkv.gossip.swim.NodeState;
import org.consulkv.gossip.swim.SwimMessage.Ack;
import org.consulkv.gossip.wire.StreamMessage.Above;
import org.consulkv.gossip.wire.StreamMessage.Probe;
import org.consulkv.gossip.wire.StreamMessage.ProbeAnswer;
import org.consulkv.gossip.wire.StreamMessage.Refused;
import org.consulkv.gossip.wire.StreamMessage.State;
import org.consulkv.runtime.Bytes;

/// Messages of streams as bytes. Only encrypted ones say how long they are.
public final class Streams {
  /// No message is larger; a pool of 10,000 members has 3 MB of state.
  public static final int LIMIT = 20 << 20;

  private static final int HEADER = 5;

  private Streams() {}

  public static Bytes encode(StreamMessage message, boolean compress) {
    MsgWriter out = new MsgWriter();
    switch (message) {
      case State state -> encode(out, state);
      case Probe(var ping) -> out.append(SwimCodec.encode(ping));
      case ProbeAnswer(var ack) -> out.append(SwimCodec.encode(ack));
      case Above(var payload) ->
          out.kind(Kinds.USER).map(1).text("UserMsgLen").integer(payload.length()).append(payload);
      case Refused(var why) -> out.kind(Kinds.ERROR).map(1).text("Error").text(why);
    }
    Bytes plain = out.toBytes();
    return compress ? Frames.compressed(plain) : plain;
  }

  private static void encode(MsgWriter out, State state) {
    out.kind(Kinds.STATE).map(3).text("Join").bool(state.join());
    out.text("Nodes").integer(state.nodes().size());
    out.text("UserStateLen").integer(state.above().length());
    for (NodeRecord record : state.nodes()) {
      var node = record.node();
      out.map(7).text("Addr").raw(node.address().ip());
      out.text("Incarnation").integer(record.incarnation()).text("Meta").raw(node.meta());
      out.text("Name").text(node.name()).text("Port").integer(node.address().port());
      out.text("State").integer(record.state().number());
      out.text("Vsn").raw(node.versions().toBytes());
    }
    out.append(state.above());
  }

  /// Puts a message into an encrypted envelope.
  ///
  /// @param nonce [Seal#NONCE_LENGTH] random bytes
  public static Bytes close(Bytes key, Bytes nonce, Bytes message) {
    int length = message.length() + Seal.OVERHEAD;
    Bytes header = new MsgWriter().kind(Kinds.ENCRYPTED).number(length, 4).toBytes();
    return header.concat(Seal.close(key, nonce, message, header));
  }

  /// Reads the message with which the bytes start.
  ///
  /// @param keys of which one opens it; with none it must not be encrypted
  /// @param strict whether, with keys, it must be encrypted
  /// @throws MalformedException if there is none, or if it is not complete yet
  public static StreamMessage decode(Bytes bytes, List<Bytes> keys, boolean strict)
      throws MalformedException {
    if (bytes.isEmpty()) {
      throw MalformedException.truncated();
    }
    boolean encrypted = bytes.at(0) == Kinds.ENCRYPTED;
    if (encrypted ? keys.isEmpty() : strict && !keys.isEmpty()) {
      throw new MalformedException(
          encrypted ? "encrypted, but there is no key" : "not encrypted, but should be");
    }
    return message(encrypted ? opened(bytes, keys) : bytes, false);
  }

  private static Bytes opened(Bytes bytes, List<Bytes> keys) throws MalformedException {
    MsgReader in = new MsgReader(bytes);
    in.kind();
    long length = in.number(4);
    if (length > LIMIT) {
      throw new MalformedException("a message of " + length + " bytes");
    }
    return Seal.open(keys, in.bytes((int) length), bytes.slice(0, HEADER));
  }

  private static StreamMessage message(Bytes bytes, boolean expanded) throws MalformedException {
    MsgReader in = new MsgReader(bytes);
    int kind = in.kind();
    if (kind == Kinds.COMPRESSED && !expanded) {
      return message(Frames.expanded(in, LIMIT), true);
    }
    return switch (kind) {
      case Kinds.STATE -> state(in);
      case Kinds.PING -> new Probe(SwimCodec.ping(in.map()));
      case Kinds.ACK -> {
        MsgMap map = in.map();
        yield new ProbeAnswer(new Ack((int) map.integer("SeqNo"), map.raw("Payload")));
      }
      case Kinds.USER -> new Above(in.bytes(length(in.map(), "UserMsgLen")));
      case Kinds.ERROR -> new Refused(in.map().text("Error"));
      default -> throw new MalformedException("unknown kind of message " + kind);
    };
  }

  private static State state(MsgReader in) throws MalformedException {
    MsgMap head = in.map();
    int count = length(head, "Nodes");
    int above = length(head, "UserStateLen");
    List<NodeRecord> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      MsgMap map = in.map();
      Optional<NodeState> state = NodeState.of(map.integer("State"));
      if (state.isEmpty()) {
        throw new MalformedException("unknown state");
      }
      nodes.add(
          new NodeRecord(SwimCodec.node(map, "Name"), SwimCodec.incarnation(map), state.get()));
    }
    return new State(head.bool("Join"), nodes, in.bytes(above));
  }

  private static int length(MsgMap map, String name) throws MalformedException {
    long length = map.integer(name);
    if (length < 0 || length > LIMIT) {
      throw new MalformedException(name + " " + length);
    }
    return (int) length;
  }
}
