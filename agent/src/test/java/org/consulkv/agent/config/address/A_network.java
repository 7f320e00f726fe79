package org.consulkv.agent.config.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class A_network {
  @Test
  void contains_the_addresses_that_share_its_first_bits() {
    assertThat(contains("10.0.0.0/8", "10.255.0.1")).isTrue();
    assertThat(contains("10.0.0.0/8", "11.0.0.1")).isFalse();
    assertThat(contains("192.168.1.128/25", "192.168.1.127")).isFalse();
    assertThat(contains("0.0.0.0/0", "8.8.8.8")).isTrue();
    assertThat(contains("::1/128", "::1")).isTrue();
    assertThat(contains("fd00::/8", "10.0.0.1")).isFalse();
  }

  @Test
  void that_is_none_is_refused() {
    for (String text : new String[] {"10.0.0.0/33", "10.0.0/8", "localhost/8", "10.0.0.0/x"}) {
      assertThatThrownBy(() -> contains(text, "10.0.0.1"))
          .isInstanceOf(AddressException.class)
          .hasMessageContaining("invalid CIDR address: " + text);
    }
  }

  private static boolean contains(String network, String address) {
    return IpText.contains(network, IpText.parse(address).orElseThrow());
  }
}
