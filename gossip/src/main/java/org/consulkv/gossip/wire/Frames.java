package org.consulkv.gossip.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.msgpack.MsgMap;
import org.consulkv.gossip.msgpack.MsgReader;
import org.consulkv.gossip.msgpack.MsgWriter;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;

/// Packets: one message or several, perhaps compressed, perhaps with a checksum. Encryption is
/// around all that, in [Seal].
public final class Frames {
  /// One byte holds the number of messages.
  private static final int MOST_MESSAGES = 255;

  /// A packet has at most 64 kB; more than this is not its content but an attack.
  private static final int PACKET_LIMIT = 1 << 20;

  /// Wrappers within wrappers, more than which no member makes.
  private static final int DEEPEST = 6;

  private Frames() {}

  /// @param checksum whether the receiver understands one
  /// @param compress whether to compress the packet if that makes it smaller
  public static Bytes encode(List<SwimMessage> messages, boolean checksum, boolean compress) {
    Bytes plain = messages.size() == 1 ? SwimCodec.encode(messages.getFirst()) : compound(messages);
    Bytes smaller = compress ? compressed(plain) : plain;
    return checksum ? checked(smaller) : smaller;
  }

  private static Bytes compound(List<SwimMessage> messages) {
    Invariant.check(messages.size() <= MOST_MESSAGES, "%d messages in a packet", messages.size());
    List<Bytes> encoded = messages.stream().map(SwimCodec::encode).toList();
    MsgWriter out = new MsgWriter().kind(Kinds.COMPOUND).kind(encoded.size());
    encoded.forEach(message -> out.number(message.length(), 2));
    encoded.forEach(out::append);
    return out.toBytes();
  }

  /// The compressed form if it is shorter, else the bytes themselves.
  static Bytes compressed(Bytes plain) {
    Bytes buffer = Lzw.compress(plain);
    if (buffer.length() + 16 >= plain.length()) {
      return plain;
    }
    MsgWriter out = new MsgWriter().kind(Kinds.COMPRESSED).map(2);
    return out.text("Algo").integer(0).text("Buf").raw(buffer).toBytes();
  }

  /// What was compressed, of a message whose kind has been read.
  static Bytes expanded(MsgReader in, int limit) throws MalformedException {
    MsgMap map = in.map();
    if (map.integer("Algo") != 0) {
      throw new MalformedException("unknown compression " + map.integer("Algo"));
    }
    return Lzw.expand(map.raw("Buf"), limit);
  }

  private static Bytes checked(Bytes content) {
    MsgWriter out = new MsgWriter().kind(Kinds.CHECKSUM);
    return out.number(crc(content), 4).append(content).toBytes();
  }

  private static long crc(Bytes content) {
    CRC32 crc = new CRC32();
    crc.update(content.shared());
    return crc.getValue();
  }

  /// @throws MalformedException if any of it is not understood; none of it counts then
  public static List<SwimMessage> decode(Bytes packet) throws MalformedException {
    List<SwimMessage> messages = new ArrayList<>();
    decode(packet, messages, DEEPEST);
    return messages;
  }

  private static void decode(Bytes packet, List<SwimMessage> into, int depth)
      throws MalformedException {
    if (depth == 0) {
      throw new MalformedException("wrapped too often");
    }
    if (packet.isEmpty()) {
      throw MalformedException.truncated();
    }
    MsgReader in = new MsgReader(packet);
    switch (packet.at(0)) {
      case Kinds.COMPOUND -> {
        in.kind();
        int[] lengths = new int[in.kind()];
        for (int i = 0; i < lengths.length; i++) {
          lengths[i] = (int) in.number(2);
        }
        for (int length : lengths) {
          decode(in.bytes(length), into, depth - 1);
        }
      }
      case Kinds.CHECKSUM -> {
        in.kind();
        long expected = in.number(4);
        Bytes content = in.bytes(in.remaining());
        if (crc(content) != expected) {
          throw new MalformedException("wrong checksum");
        }
        decode(content, into, depth - 1);
      }
      case Kinds.COMPRESSED -> {
        in.kind();
        decode(expanded(in, PACKET_LIMIT), into, depth - 1);
      }
      default -> into.add(SwimCodec.decode(packet));
    }
  }
}
