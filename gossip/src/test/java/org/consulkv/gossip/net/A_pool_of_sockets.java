package org.consulkv.gossip.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Map;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.gossip.serf.PoolEvent.Joined;
import org.consulkv.gossip.serf.PoolEvent.User;
import org.consulkv.gossip.serf.SerfConfig;
import org.consulkv.gossip.swim.Address;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.SystemChance;
import org.consulkv.runtime.SystemClock;
import org.consulkv.testkit.machine.FreePort;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class A_pool_of_sockets {
  @Test
  void works_over_ipv6() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("::1");
    Assumptions.assumeTrue(
        NetworkInterface.getByInetAddress(loopback) != null, "there is no IPv6 here");
    try (TestMember first = atAnyPortOf("first", loopback);
        TestMember second = atAnyPortOf("second", loopback)) {
      second.join(first.pool().address());

      assertThat(first.await(Joined.class, "second").member().address().toString())
          .startsWith("[0:0:0:0:0:0:0:1]:");
      var _ = first.pool().fire("hello", Bytes.EMPTY, false);
      second.await(User.class, "hello");
    }
  }

  private static TestMember atAnyPortOf(String name, InetAddress address) throws Exception {
    return TestMember.start(
        name, Keyring.NONE, config -> config.withBind(new InetSocketAddress(address, 0)));
  }

  @Test
  void says_why_nobody_could_be_reached() throws Exception {
    try (TestMember member = TestMember.start("alone")) {
      var nobody = List.of(Address.of("127.0.0.1", FreePort.next()));

      assertThatThrownBy(() -> member.pool().join(nobody, false).join())
          .hasMessageContaining("Failed to join 127.0.0.1: dial tcp 127.0.0.1:")
          .hasMessageContaining("Connection refused");
    }
  }

  @Test
  void refuses_what_is_too_long_to_be_told() throws Exception {
    try (TestMember member = TestMember.start("ours")) {
      Bytes large = Bytes.owning(new byte[600]);

      assertThatThrownBy(() -> member.pool().fire("large", large, false))
          .hasMessage("user event exceeds limit of 512 bytes before encoding");
      assertThatThrownBy(() -> member.pool().setTags(Map.of("k", "v".repeat(600))))
          .hasMessage("Encoded length of tags exceeds limit of 512 bytes");
    }
  }

  @Test
  void needs_to_be_told_what_address_to_give_to_others_if_it_listens_on_all() {
    var everywhere = PoolConfig.of(SerfConfig.LAN, "ours", new InetSocketAddress(0));

    assertThatThrownBy(() ->
            GossipPool.start(
                everywhere, Keyring.NONE, new SystemClock(), new SystemChance(), _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("advertise");
  }
}
