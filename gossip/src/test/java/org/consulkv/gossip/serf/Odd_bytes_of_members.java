package org.consulkv.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.serf.SerfMessage.JoinIntent;
import org.consulkv.gossip.serf.SerfMessage.LeaveIntent;
import org.consulkv.gossip.serf.SerfMessage.Query;
import org.consulkv.gossip.serf.SerfMessage.QueryResponse;
import org.consulkv.gossip.serf.SerfMessage.Relay;
import org.consulkv.gossip.serf.SerfMessage.State;
import org.consulkv.gossip.serf.SerfMessage.UserEvent;
import org.consulkv.gossip.swim.Address;
import org.consulkv.runtime.Bytes;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;

class Odd_bytes_of_members {
  @SeededTest(runs = 500)
  void say_what_was_said_if_nobody_changed_them(Gen gen) throws Exception {
    SerfMessage message = message(gen);

    assertThat(SerfCodec.decode(SerfCodec.encode(message))).isEqualTo(message);
  }

  @SeededTest(runs = 2000)
  void are_understood_or_refused(Gen gen) {
    byte[] bytes = SerfCodec.encode(message(gen)).toArray();
    bytes[gen.below(bytes.length)] = (byte) gen.below(256);

    try {
      SerfCodec.decode(Bytes.owning(bytes));
    } catch (MalformedException e) {
      assertThat(e).hasMessageMatching(".+");
    }
  }

  private static SerfMessage message(Gen gen) {
    long time = gen.below(100_000);
    Address address = Address.of("10.1.2.3", gen.below(65536));
    return gen.<SerfMessage>any(
        () -> new LeaveIntent(time, "n1", gen.onceIn(2)),
        () -> new JoinIntent(time, "n2"),
        () -> new UserEvent(time, "deploy", gen.bytes(100), gen.onceIn(2)),
        () ->
            new Query(
                time,
                gen.below(1 << 30),
                address,
                "n3",
                List.of(
                    new QueryFilter.Named(List.of("a", "b")), new QueryFilter.Tagged("t", "x.*")),
                gen.below(4),
                gen.below(6),
                Duration.ofMillis(gen.below(10_000)),
                "who",
                gen.bytes(40)),
        () -> new QueryResponse(time, gen.below(1 << 30), "n4", gen.onceIn(2), gen.bytes(60)),
        () -> new Relay(address, "n5", gen.bytes(80)),
        () ->
            new State(
                time,
                Map.of("n6", time, "n7", 3L),
                Set.of("n7"),
                time,
                List.of(new UserEvent(1, "a", gen.bytes(9), false)),
                time));
  }
}
