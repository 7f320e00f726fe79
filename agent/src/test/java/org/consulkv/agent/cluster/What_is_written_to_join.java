package org.consulkv.agent.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import org.consulkv.gossip.swim.Address;
import org.junit.jupiter.api.Test;

class What_is_written_to_join {
  @Test
  void is_a_host_with_or_without_a_port() {
    assertThat(JoinTarget.parse("a.example", 8301)).isEqualTo(new JoinTarget("a.example", 8301));
    assertThat(JoinTarget.parse("a.example:1", 8301)).isEqualTo(new JoinTarget("a.example", 1));
    assertThat(JoinTarget.parse("10.0.0.1:1", 8301)).isEqualTo(new JoinTarget("10.0.0.1", 1));
    assertThat(JoinTarget.parse("fd00::1", 8301)).isEqualTo(new JoinTarget("fd00::1", 8301));
    assertThat(JoinTarget.parse("[fd00::1]:1", 8301)).isEqualTo(new JoinTarget("fd00::1", 1));
    assertThat(JoinTarget.parse("[fd00::1]", 8301)).isEqualTo(new JoinTarget("fd00::1", 8301));
  }

  @Test
  void has_no_impossible_port() {
    for (String text : new String[] {"a:0", "a:70000", "a:x", "[fd00::1]:-1"}) {
      assertThatThrownBy(() -> JoinTarget.parse(text, 8301))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("address " + text + ": invalid port");
    }
  }

  @Test
  void is_resolved() throws UnknownHostException {
    assertThat(JoinTarget.parse("127.0.0.1", 8301).resolve())
        .containsExactly(Address.of("127.0.0.1", 8301));
  }
}
