package org.consulkv.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.runtime.Bytes;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;

class Compression {
  @SeededTest(runs = 100)
  void gives_back_what_was_compressed(Gen gen) throws Exception {
    Bytes plain = repetitive(gen, gen.below(gen.size() * gen.size() * 10 + 1));

    assertThat(Lzw.expand(Lzw.compress(plain), 1 << 20)).isEqualTo(plain);
  }

  private static Bytes repetitive(Gen gen, int length) {
    byte[] bytes = new byte[length];
    int alphabet = 1 + gen.below(256);
    for (int i = 0; i < length; i++) {
      bytes[i] = i > 9 && gen.onceIn(2) ? bytes[i - 9] : (byte) gen.below(alphabet);
    }
    return Bytes.owning(bytes);
  }

  /// Recorded: the answer of `serf agent` to a ping over a stream.
  @Test
  void of_the_real_serf_is_understood() throws Exception {
    Bytes compressed = hex("0005083a05254c1e366fc29001566a4a99384ede140808");

    Bytes plain = Lzw.expand(compressed, 1000);

    assertThat(plain.at(0)).isEqualTo(Kinds.ACK);
    assertThat(plain.toUtf8()).contains("Payload", "SeqNo");
  }

  @Test
  void that_claims_too_much_is_refused() {
    Bytes bomb = Lzw.compress(Bytes.owning(new byte[1 << 20]));

    assertThat(bomb.length()).isLessThan(10_000);
    assertThatThrownBy(() -> Lzw.expand(bomb, 1 << 16)).isInstanceOf(MalformedException.class);
  }

  static Bytes hex(String digits) {
    return Bytes.owning(HexFormat.of().parseHex(digits));
  }
}
