package org.consulkv.agent.config.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class An_address_template {
  private static final List<InterfaceAddress> MACHINE =
      List.of(
          address("lo", "127.0.0.1", 8, "up", "loopback"),
          address("eth0", "10.1.2.3", 16, "up", "broadcast"),
          address("eth0", "fe80::1", 64, "up", "broadcast"),
          address("eth1", "192.168.7.7", 24, "up", "broadcast"),
          address("eth2", "93.184.216.34", 24, "up", "broadcast"),
          address("eth3", "172.16.0.9", 12, "broadcast"));

  @Test
  void gives_the_first_private_address() {
    assertThat(evaluated("{{ GetPrivateIP }}")).isEqualTo("10.1.2.3");
    assertThat(evaluated("{{GetPrivateIPs}}")).isEqualTo("10.1.2.3 192.168.7.7");
  }

  @Test
  void gives_a_public_address() {
    assertThat(evaluated("{{ GetPublicIP }}")).isEqualTo("93.184.216.34");
  }

  @Test
  void gives_the_address_of_an_interface() {
    assertThat(evaluated("{{ GetInterfaceIP \"eth1\" }}")).isEqualTo("192.168.7.7");
    assertThat(evaluated("{{ GetInterfaceIP `eth1` }}")).isEqualTo("192.168.7.7");
    assertThat(evaluated("{{ GetInterfaceIP \"none\" }}")).isEmpty();
  }

  @Test
  void may_stand_beside_other_text() {
    assertThat(evaluated("127.0.0.1 {{ GetPrivateIP }}")).isEqualTo("127.0.0.1 10.1.2.3");
  }

  @Test
  void filters_and_joins() {
    assertThat(
            evaluated(
                "{{ GetAllInterfaces | include \"network\" \"10.0.0.0/8\" | attr \"address\" }}"))
        .isEqualTo("10.1.2.3");
    assertThat(
            evaluated(
                "{{ GetPrivateInterfaces | exclude \"name\" \"eth0\" | join \"address\" \",\" }}"))
        .isEqualTo("192.168.7.7");
    assertThat(
            evaluated(
                "{{ GetAllInterfaces | include \"flags\" \"up|loopback\" | limit 1 | attr \"name\""
                    + " }}"))
        .isEqualTo("lo");
  }

  @Test
  void that_is_not_understood_is_refused() {
    assertRefused("{{ GetMoon }}", "function \"GetMoon\" is not known");
    assertRefused("{{ GetAllInterfaces }}", "it ends in a list; use attr or join");
    assertRefused("{{ GetInterfaceIP }}", "GetInterfaceIP needs 1 arguments");
    assertRefused("{{ }}", "it is not a pipeline of functions");
    assertRefused("{{ GetPrivateIP | }}", "it is not a pipeline of functions");
    assertRefused("{{ GetAllInterfaces | include \"x\" \"y\" | attr \"name\" }}", "filter \"x\"");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> evaluated(text))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining(message);
  }

  private static String evaluated(String text) {
    return new Template(() -> MACHINE).evaluate(text);
  }

  private static InterfaceAddress address(
      String name, String address, int prefixLength, String... flags) {
    return new InterfaceAddress(
        name, IpText.parse(address).orElseThrow(), prefixLength, Set.of(flags));
  }
}
