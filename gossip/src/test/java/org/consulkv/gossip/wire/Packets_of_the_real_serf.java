package org.consulkv.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Node;
import org.consulkv.gossip.swim.NodeRecord;
import org.consulkv.gossip.swim.NodeState;
import org.consulkv.gossip.swim.SwimMessage.Alive;
import org.consulkv.gossip.swim.SwimMessage.Dead;
import org.consulkv.gossip.swim.SwimMessage.User;
import org.consulkv.gossip.swim.Versions;
import org.consulkv.runtime.Bytes;
import org.junit.jupiter.api.Test;

/// Recorded between two agents of Serf 0.8.2; `docs/gossip.md` says how.
class Packets_of_the_real_serf {
  private static final String COMPOUND =
      "0c4917691a0703004f003e00150486a441646472a47f000001ab496e6361726e6174696f6e01a44d657461b2ff82a4"
          + "726f6c65a3776562a26463a36f6e65a44e6f6465a5616c706861a4506f7274cd1f0aa356736ea60105020205"
          + "050486a441646472a47f000002ab496e6361726e6174696f6e01a44d657461a2ff80a44e6f6465a462657461"
          + "a4506f7274cd1f0aa356736ea6010502020505080182a54c54696d6501a44e6f6465a5616c706861";
  private static final String DEAD =
      "0c033f28320583a446726f6da462657461ab496e6361726e6174696f6e01a44e6f6465a462657461";
  private static final Node BETA =
      new Node("beta", Address.of("127.0.0.2", 7946), hex("ff80"), Versions.OURS);

  @Test
  void are_understood() throws Exception {
    var messages = Frames.decode(hex(COMPOUND));

    assertThat(messages).hasSize(3);
    assertThat(messages.get(1)).isEqualTo(new Alive(1, BETA));
    assertThat(messages.get(2)).isInstanceOf(User.class);
    assertThat(Frames.decode(hex(DEAD))).containsExactly(new Dead(1, "beta", "beta"));
  }

  @Test
  void are_what_this_program_sends_byte_for_byte() throws Exception {
    assertThat(Frames.encode(Frames.decode(hex(COMPOUND)), true, false)).isEqualTo(hex(COMPOUND));
    assertThat(Frames.encode(List.of(new Dead(1, "beta", "beta")), true, false))
        .isEqualTo(hex(DEAD));
  }

  @Test
  void are_dropped_when_a_byte_was_changed() {
    byte[] changed = hex(DEAD).toArray();
    changed[20] ^= 1;

    assertThatThrownBy(() -> Frames.decode(Bytes.owning(changed)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void in_a_stream_are_understood_once_complete() throws Exception {
    var state =
        new StreamMessage.State(
            true, List.of(new NodeRecord(BETA, 1, NodeState.ALIVE)), hex("0280"));
    String recorded =
        "0683a44a6f696ec3a54e6f64657301ac5573657253746174654c656e0287a441646472a47f000002ab496e6361"
            + "726e6174696f6e01a44d657461a2ff80a44e616d65a462657461a4506f7274cd1f0aa5537461746500"
            + "a356736ea60105020205050280";

    assertThat(Streams.encode(state, false)).isEqualTo(hex(recorded));
    assertThat(Streams.decode(hex(recorded), List.of(), true)).isEqualTo(state);
    assertThatThrownBy(() -> Streams.decode(hex(recorded.substring(0, 100)), List.of(), true))
        .isInstanceOfSatisfying(
            MalformedException.class, e -> assertThat(e.isTruncated()).isTrue());
  }

  @Test
  void that_are_encrypted_open_with_the_right_key_only() throws Exception {
    Bytes key = Keyring.decoded("QUFBQUFBQUFBQUFBQUFBQQ==");
    Bytes other = Keyring.decoded("QkJCQkJCQkJCQkJCQkJCQg==");
    Bytes sealed = Seal.close(key, hex("000102030405060708090a0b"), hex(DEAD), Bytes.EMPTY);

    assertThat(sealed.length()).isEqualTo(hex(DEAD).length() + Seal.OVERHEAD);
    assertThat(Seal.open(List.of(other, key), sealed, Bytes.EMPTY)).isEqualTo(hex(DEAD));
    assertThatThrownBy(() -> Seal.open(List.of(other), sealed, Bytes.EMPTY))
        .isInstanceOf(MalformedException.class);
  }

  static Bytes hex(String digits) {
    return Bytes.owning(HexFormat.of().parseHex(digits));
  }
}
