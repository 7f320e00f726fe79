package org.consulkv.dns.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.consulkv.dns.Catalog;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

class The_name_of_a_node {
  private static final String SOA =
      "- consul. 0 SOA ns.consul. hostmaster.consul. 7 3600 600 86400 0";

  private final Catalog catalog = new Catalog();

  @Test
  void gives_its_address() {
    catalog.node("web1", "10.0.0.1").node("web6", "2001:db8::1");

    assertThat(catalog.ask("web1.node.consul", Type.A))
        .containsExactly("web1.node.consul. 0 A 10.0.0.1");
    assertThat(catalog.ask("web1.node.dc1.consul", Type.ANY))
        .containsExactly("web1.node.dc1.consul. 0 A 10.0.0.1");
    assertThat(catalog.ask("web6.node.consul", Type.AAAA))
        .containsExactly("web6.node.consul. 0 AAAA 2001:db8:0:0:0:0:0:1");
  }

  @Test
  void is_found_without_regard_to_case_and_answered_as_it_was_asked() {
    catalog.node("web1", "10.0.0.1");

    assertThat(catalog.ask("WEB1.Node.CONSUL", Type.A))
        .containsExactly("WEB1.Node.CONSUL. 0 A 10.0.0.1");
  }

  @Test
  void may_have_dots() {
    catalog.node("web1.rack2", "10.0.0.1");

    assertThat(catalog.ask("web1.rack2.node.consul", Type.A))
        .containsExactly("web1.rack2.node.consul. 0 A 10.0.0.1");
  }

  @Test
  void has_no_records_of_another_family_and_says_no_more() {
    catalog.node("web1", "10.0.0.1");

    assertThat(catalog.ask("web1.node.consul", Type.AAAA)).isEmpty();
    assertThat(catalog.ask("web1.node.consul", Type.MX)).isEmpty();
  }

  @Test
  void gives_an_address_of_the_other_family_that_the_node_names() {
    catalog.nodeWithAddresses("web1", "10.0.0.1", Map.of("lan_ipv6", "2001:db8::27"));

    assertThat(catalog.ask("web1.node.consul", Type.A))
        .containsExactly("web1.node.consul. 0 A 10.0.0.1");
    assertThat(catalog.ask("web1.node.consul", Type.AAAA))
        .containsExactly("web1.node.consul. 0 AAAA 2001:db8:0:0:0:0:0:27");
  }

  @Test
  void is_missing_in_other_datacenters_and_when_no_node_has_it() {
    catalog.node("web1", "10.0.0.1");

    assertThat(catalog.ask("web1.node.dc9.consul", Type.A)).containsExactly("NXDOMAIN", SOA);
    assertThat(catalog.ask("web2.node.consul", Type.A)).containsExactly("NXDOMAIN", SOA);
    assertThat(catalog.ask("web1.node.dc1.more.consul", Type.A)).containsExactly("NXDOMAIN", SOA);
  }

  @Test
  void gives_metadata_as_TXT_and_beside_other_records() {
    catalog.nodeWithMeta("web1", "10.0.0.1", Map.of("rack", "r2", "rfc1035-note", "plain = text"));

    assertThat(catalog.ask("web1.node.consul", Type.TXT))
        .containsExactly(
            "web1.node.consul. 0 TXT \"rack=r2\"", "web1.node.consul. 0 TXT \"plain = text\"");
    assertThat(catalog.ask("web1.node.consul", Type.A))
        .containsExactly(
            "web1.node.consul. 0 A 10.0.0.1",
            "+ web1.node.consul. 0 TXT \"rack=r2\"",
            "+ web1.node.consul. 0 TXT \"plain = text\"");
  }

  @Test
  void cuts_long_metadata_into_strings() {
    catalog.nodeWithMeta("web1", "10.0.0.1", Map.of("k", "v".repeat(300)));

    assertThat(catalog.ask("web1.node.consul", Type.TXT))
        .containsExactly(
            "web1.node.consul. 0 TXT \"k=" + "v".repeat(253) + "\" \"" + "v".repeat(47) + "\"");
  }

  @Test
  void gives_no_metadata_beside_other_records_if_told_so() {
    Catalog quiet = new Catalog("dns_config { enable_additional_node_meta_txt = false }");
    quiet.nodeWithMeta("web1", "10.0.0.1", Map.of("rack", "r2"));

    assertThat(quiet.ask("web1.node.consul", Type.A))
        .containsExactly("web1.node.consul. 0 A 10.0.0.1");
  }

  @Test
  void is_an_alias_if_its_address_is_a_name() {
    catalog.node("web1", "web1.example.com").node("web2", "web3.node.consul");
    catalog.node("web3", "10.0.0.3");

    assertThat(catalog.ask("web1.node.consul", Type.A))
        .containsExactly("web1.node.consul. 0 CNAME web1.example.com.");
    assertThat(catalog.ask("web2.node.consul", Type.A))
        .containsExactly(
            "web2.node.consul. 0 CNAME web3.node.consul.", "web3.node.consul. 0 A 10.0.0.3");
  }

  @Test
  void does_not_follow_aliases_in_circles() {
    catalog.node("web1", "web2.node.consul").node("web2", "web1.node.consul");

    assertThat(catalog.ask("web1.node.consul", Type.A)).hasSizeLessThan(10);
  }
}
