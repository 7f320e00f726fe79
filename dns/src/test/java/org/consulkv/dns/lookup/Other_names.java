package org.consulkv.dns.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.consulkv.dns.Catalog;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;

class Other_names {
  private static final String SOA =
      "consul. 0 SOA ns.consul. hostmaster.consul. 7 3600 600 86400 0";

  private final Catalog catalog = new Catalog();

  @Test
  void in_the_domain_without_a_meaning_are_missing() {
    for (String name :
        List.of(
            "consul",
            "ns.consul",
            "service.consul",
            "node.dc1.consul",
            "a.b.c.frob.consul",
            "web.connect.consul",
            "web.virtual.consul",
            "a.0a000001.addr.consul")) {
      assertThat(catalog.ask(name, Type.A)).as(name).containsExactly("NXDOMAIN", "- " + SOA);
    }
  }

  @Test
  void outside_of_the_domain_are_for_others_to_answer() {
    assertThat(catalog.look("example.com", Type.A)).isEmpty();
    assertThat(catalog.look("notconsul", Type.A)).isEmpty();
    assertThat(catalog.look(".", Type.NS)).isEmpty();
  }

  @Test
  void say_by_whom_the_domain_is_served() {
    assertThat(catalog.ask("CONSUL", Type.SOA))
        .containsExactly(
            SOA, "- consul. 0 NS node1.node.dc1.consul.", "+ node1.node.dc1.consul. 0 A 127.0.0.1");
    assertThat(catalog.ask("consul", Type.NS))
        .containsExactly(
            "consul. 0 NS node1.node.dc1.consul.", "+ node1.node.dc1.consul. 0 A 127.0.0.1");
    assertThat(catalog.ask("consul", Type.AXFR)).containsExactly("NOTIMP");
  }

  @Test
  void are_missing_for_as_long_as_the_zone_says() {
    Catalog timed =
        new Catalog(
            "dns_config { soa { refresh = 1800 retry = 300 expire = 43200 min_ttl = 60 } }");

    assertThat(timed.ask("none.service.consul", Type.A))
        .containsExactly(
            "NXDOMAIN", "- consul. 60 SOA ns.consul. hostmaster.consul. 7 1800 300 43200 60");
  }

  @Test
  void of_another_domain_are_answered_if_it_is_set() {
    Catalog other = new Catalog("domain = \"test.domain\"", "alt_domain = \"alt\"");
    other.node("a", "10.0.0.1").instance("a", "web", 80);

    assertThat(other.ask("web.service.test.domain", Type.A)).hasSize(1);
    assertThat(other.ask("web.service.alt", Type.SRV))
        .containsExactly(
            "web.service.alt. 0 SRV 1 1 80 a.node.dc1.test.domain.",
            "+ a.node.dc1.test.domain. 0 A 10.0.0.1");
    assertThat(other.look("web.service.consul", Type.A)).isEmpty();
  }

  @Test
  void that_are_addresses_give_them() {
    assertThat(catalog.ask("0A000001.addr.consul", Type.A))
        .containsExactly("0a000001.addr.consul. 0 A 10.0.0.1");
    assertThat(catalog.ask("20010db8000000000000000000000001.addr.dc1.consul", Type.A))
        .containsExactly(
            "20010db8000000000000000000000001.addr.dc1.consul. 0 AAAA 2001:db8:0:0:0:0:0:1");
    assertThat(catalog.ask("0a0000.addr.consul", Type.A)).isEmpty();
    assertThat(catalog.ask("0a00000g.addr.consul", Type.A)).containsExactly("NXDOMAIN", "- " + SOA);
  }

  @Test
  void of_addresses_tell_whose_they_are() {
    catalog.node("a", "10.0.0.1").node("b", "2001:db8::77").node("c", "10.0.0.1");
    catalog.instanceAt("a", "web", 80, "10.0.0.99");

    assertThat(catalog.ask("1.0.0.10.in-addr.arpa", Type.PTR))
        .containsExactly("1.0.0.10.in-addr.arpa. 0 PTR a.node.dc1.consul.");
    assertThat(catalog.ask("99.0.0.10.in-addr.arpa", Type.ANY))
        .containsExactly("99.0.0.10.in-addr.arpa. 0 PTR web.service.dc1.consul.");
    assertThat(
            catalog.ask(
                "7.7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
                Type.PTR))
        .first()
        .asString()
        .endsWith("PTR b.node.dc1.consul.");
    assertThat(catalog.look("98.0.0.10.in-addr.arpa", Type.PTR)).isEmpty();
    assertThat(catalog.look("frob.in-addr.arpa", Type.PTR)).isEmpty();
  }

  @Test
  void of_prepared_queries_give_what_these_find() {
    catalog.node("a", "10.0.0.1").instance("a", "web", 80);
    catalog.runQueriesWith(
        new QueryRunner() {
          @Override
          public Optional<Result> run(Snapshot snapshot, String nameOrId, InetAddress asker) {
            return nameOrId.equals("nearest.web")
                ? Optional.of(
                    new Result(
                        "web",
                        CatalogQueries.health(snapshot, WatchSet.NONE, "web").value(),
                        Optional.of(Duration.ofSeconds(17)),
                        true))
                : Optional.empty();
          }

          @Override
          public long lastIndex(Snapshot snapshot) {
            return 0;
          }
        });

    assertThat(catalog.ask("Nearest.Web.query.consul", Type.A))
        .containsExactly("Nearest.Web.query.consul. 17 A 10.0.0.1");
    assertThat(catalog.look("nearest.web.query.dc1.consul", Type.A).orElseThrow().order())
        .isEqualTo(Answer.Order.NEAREST);
    assertThat(catalog.ask("other.query.consul", Type.A)).containsExactly("NXDOMAIN", "- " + SOA);
  }
}
