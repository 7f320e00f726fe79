package org.consulkv.dns.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.consulkv.dns.Catalog;
import org.consulkv.state.catalog.Service;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

class The_name_of_a_service {
  private static final String SOA =
      "- consul. 0 SOA ns.consul. hostmaster.consul. 7 3600 600 86400 0";

  private final Catalog catalog = new Catalog().node("a", "10.0.0.1").node("b", "10.0.0.2");

  @Test
  void gives_the_addresses_of_its_instances() {
    catalog.instance("a", "web", 80).instanceAt("b", "web", 80, "10.0.1.2");

    assertThat(catalog.ask("web.service.consul", Type.A))
        .containsExactly("web.service.consul. 0 A 10.0.0.1", "web.service.consul. 0 A 10.0.1.2");
    assertThat(catalog.look("web.service.consul", Type.A).orElseThrow().order())
        .isEqualTo(Answer.Order.ANY);
  }

  @Test
  void gives_ports_and_where_they_are_as_SRV() {
    catalog.instance("a", "web", 80).instanceAt("b", "web", 81, "10.0.1.2");

    assertThat(catalog.ask("web.service.consul", Type.SRV))
        .containsExactly(
            "web.service.consul. 0 SRV 1 1 80 a.node.dc1.consul.",
            "web.service.consul. 0 SRV 1 1 81 0a000102.addr.dc1.consul.",
            "+ a.node.dc1.consul. 0 A 10.0.0.1",
            "+ 0a000102.addr.dc1.consul. 0 A 10.0.1.2");
  }

  @Test
  void gives_each_address_once() {
    catalog.instance("a", "web", 80).instance("a", "web", 81);

    assertThat(catalog.ask("web.service.consul", Type.A))
        .containsExactly("web.service.consul. 0 A 10.0.0.1");
    assertThat(catalog.ask("web.service.consul", Type.SRV)).hasSize(4);
  }

  @Test
  void selects_instances_by_tag() {
    catalog.instance("a", "web", 80, "Primary", "v1.2").instance("b", "web", 80);

    assertThat(catalog.ask("primary.web.service.consul", Type.A))
        .containsExactly("primary.web.service.consul. 0 A 10.0.0.1");
    assertThat(catalog.ask("v1.2.web.service.consul", Type.A)).hasSize(1);
    assertThat(catalog.ask("other.web.service.consul", Type.A)).containsExactly("NXDOMAIN", SOA);
  }

  @Test
  void may_be_written_as_RFC_2782_says() {
    catalog.instance("a", "web", 80, "primary").instance("b", "web", 81);

    assertThat(catalog.ask("_web._tcp.service.consul", Type.SRV)).hasSize(4);
    assertThat(catalog.ask("_web._tcp.consul", Type.SRV)).hasSize(4);
    assertThat(catalog.ask("_web._tcp.dc1.consul", Type.SRV)).hasSize(4);
    assertThat(catalog.ask("_web._primary.service.consul", Type.SRV))
        .first()
        .isEqualTo("_web._primary.service.consul. 0 SRV 1 1 80 a.node.dc1.consul.");
    assertThat(catalog.ask("_web._udp.service.consul", Type.SRV)).containsExactly("NXDOMAIN", SOA);
    assertThat(catalog.ask("_web._tcp.consul", Type.A)).containsExactly("NXDOMAIN", SOA);
  }

  @Test
  void leaves_out_instances_that_are_critical_or_whose_node_is() {
    catalog.instance("a", "web", 80).instance("b", "web", 80);
    catalog.check("a", "web", 80, "critical");
    assertThat(catalog.ask("web.service.consul", Type.A))
        .containsExactly("web.service.consul. 0 A 10.0.0.2");

    catalog.nodeCheck("b", "critical");
    assertThat(catalog.ask("web.service.consul", Type.A)).containsExactly("NXDOMAIN", SOA);

    catalog.check("a", "web", 80, "warning");
    assertThat(catalog.ask("web.service.consul", Type.A))
        .containsExactly("web.service.consul. 0 A 10.0.0.1");
  }

  @Test
  void leaves_out_warnings_too_if_told_so() {
    Catalog strict = new Catalog("dns_config { only_passing = true }").node("a", "10.0.0.1");
    strict.instance("a", "web", 80).check("a", "web", 80, "warning");

    assertThat(strict.ask("web.service.consul", Type.A)).containsExactly("NXDOMAIN", SOA);
  }

  @Test
  void gives_weights_by_the_state_of_the_instance() {
    Service.Weights weights = new Service.Weights(10, 3);
    catalog.instance(Catalog.at("a", "web", 80, "", List.of(), weights));
    catalog.instance(Catalog.at("b", "web", 80, "", List.of(), weights));
    catalog.check("b", "web", 80, "warning");

    assertThat(catalog.ask("web.service.consul", Type.SRV))
        .contains(
            "web.service.consul. 0 SRV 1 10 80 a.node.dc1.consul.",
            "web.service.consul. 0 SRV 1 3 80 b.node.dc1.consul.");
  }

  @Test
  void exists_without_records_of_another_type() {
    catalog.instance("a", "web", 80);

    assertThat(catalog.ask("web.service.consul", Type.AAAA)).containsExactly(SOA);
    assertThat(catalog.ask("web.service.consul", Type.MX)).containsExactly(SOA);
    assertThat(catalog.ask("web.service.consul", Type.ANY)).hasSize(1);
  }

  @Test
  void is_an_alias_of_an_instance_that_has_a_name_for_an_address() {
    catalog.instanceAt("a", "web", 80, "web.example.com");

    for (int type : List.of(Type.A, Type.AAAA, Type.ANY, Type.CNAME)) {
      assertThat(catalog.ask("web.service.consul", type))
          .containsExactly("web.service.consul. 0 CNAME web.example.com.");
    }
    assertThat(catalog.ask("web.service.consul", Type.SRV))
        .containsExactly("web.service.consul. 0 SRV 1 1 80 web.example.com.");
  }

  @Test
  void gives_a_nodes_address_of_the_family_that_is_asked_for() {
    catalog.nodeWithAddresses("c", "10.0.0.3", Map.of("lan_ipv6", "2001:db8::27"));
    catalog.instance("c", "web", 80);

    assertThat(catalog.ask("web.service.consul", Type.A))
        .containsExactly("web.service.consul. 0 A 10.0.0.3");
    assertThat(catalog.ask("web.service.consul", Type.SRV))
        .containsExactly(
            "web.service.consul. 0 SRV 1 1 80 20010db8000000000000000000000027.addr.dc1.consul.",
            "+ 20010db8000000000000000000000027.addr.dc1.consul. 0 AAAA 2001:db8:0:0:0:0:0:27");
  }

  @Test
  void keeps_its_answers_as_long_as_is_set_for_the_longest_beginning_of_its_name() {
    Catalog timed =
        new Catalog(
            "dns_config { node_ttl = \"4s\" service_ttl { web = \"1s\", \"we*\" = \"2s\", \"*\" ="
                + " \"3s\" } }");
    timed.node("a", "10.0.0.1");
    timed.instance("a", "web", 80).instance("a", "west", 80).instance("a", "db", 80);

    assertThat(timed.ask("web.service.consul", Type.A)).first().asString().contains(" 1 A");
    assertThat(timed.ask("west.service.consul", Type.A)).first().asString().contains(" 2 A");
    assertThat(timed.ask("db.service.consul", Type.A)).first().asString().contains(" 3 A");
    assertThat(timed.ask("a.node.consul", Type.A)).first().asString().contains(" 4 A");
  }

  @Test
  void is_left_out_of_SRV_answers_on_a_node_whose_name_is_none_in_DNS() {
    catalog.node("n".repeat(64), "10.0.0.3");
    catalog.instance("n".repeat(64), "web", 80).instance("a", "web", 80);

    assertThat(catalog.ask("web.service.consul", Type.SRV)).hasSize(2);
    assertThat(catalog.ask("web.service.consul", Type.A)).hasSize(2);
  }
}
