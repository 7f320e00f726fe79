package org.consulkv.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Node;
import org.consulkv.gossip.swim.NodeRecord;
import org.consulkv.gossip.swim.NodeState;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.gossip.swim.Versions;
import org.consulkv.runtime.Bytes;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

class Odd_bytes {
  @SeededTest(runs = 2000)
  void in_a_packet_are_understood_or_refused(Gen gen) {
    Bytes packet = Frames.encode(messages(gen), gen.onceIn(2), gen.onceIn(2));

    try {
      Frames.decode(changed(gen, packet));
    } catch (MalformedException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  @SeededTest(runs = 2000)
  void in_a_stream_are_understood_or_refused(Gen gen) {
    Bytes stream = Streams.encode(state(gen), gen.onceIn(2));

    try {
      Streams.decode(changed(gen, stream), List.of(), true);
    } catch (MalformedException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  @SeededTest(runs = 500)
  void that_nobody_changed_say_what_was_said(Gen gen) throws Exception {
    List<SwimMessage> messages = messages(gen);
    StreamMessage.State state = state(gen);

    assertThat(Frames.decode(Frames.encode(messages, gen.onceIn(2), gen.onceIn(2))))
        .isEqualTo(messages);
    assertThat(Streams.decode(Streams.encode(state, gen.onceIn(2)), List.of(), true))
        .isEqualTo(state);
  }

  private static Bytes changed(Gen gen, Bytes bytes) {
    byte[] array = bytes.toArray();
    for (int changes = 1 + gen.below(4); changes > 0; changes--) {
      array[gen.below(array.length)] = (byte) gen.below(256);
    }
    Bytes changed = Bytes.owning(array);
    return gen.onceIn(4) ? changed.slice(0, gen.below(array.length + 1)) : changed;
  }

  private static List<SwimMessage> messages(Gen gen) {
    List<SwimMessage> messages = new ArrayList<>(List.of(message(gen)));
    messages.addAll(gen.list(5, () -> message(gen)));
    return messages;
  }

  private static SwimMessage message(Gen gen) {
    int sequence = (int) gen.number();
    long incarnation = gen.below(1000);
    Address source = gen.onceIn(2) ? address(gen) : null;
    return gen.<SwimMessage>any(
        () -> new SwimMessage.Ping(sequence, name(gen), source, name(gen)),
        () ->
            new SwimMessage.IndirectPing(
                sequence, name(gen), address(gen), gen.onceIn(2), source, name(gen)),
        () -> new SwimMessage.Ack(sequence, gen.bytes(200)),
        () -> new SwimMessage.Nack(sequence),
        () -> new SwimMessage.Suspect(incarnation, name(gen), name(gen)),
        () -> new SwimMessage.Dead(incarnation, name(gen), name(gen)),
        () -> new SwimMessage.Alive(incarnation, node(gen)),
        () -> new SwimMessage.User(gen.bytes(300)));
  }

  private static StreamMessage.State state(Gen gen) {
    List<NodeRecord> nodes =
        gen.list(
            gen.size(),
            () -> new NodeRecord(node(gen), gen.below(100), gen.oneOf(NodeState.values())));
    return new StreamMessage.State(gen.onceIn(2), nodes, gen.bytes(500));
  }

  private static Node node(Gen gen) {
    return new Node(name(gen), address(gen), gen.bytes(50), Versions.OURS);
  }

  private static Address address(Gen gen) {
    String host = gen.oneOf("10.0.0.1", "192.168.255.255", "fe80::1", "2001:db8::ffff:0:1");
    return Address.of(host, gen.below(65536));
  }

  private static String name(Gen gen) {
    return gen.text("abcdefé-.", 40);
  }
}
