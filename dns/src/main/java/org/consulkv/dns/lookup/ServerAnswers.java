package org.consulkv.dns.lookup;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.dns.lookup.Answer.Choice;
import org.consulkv.dns.lookup.Answer.Order;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.Node;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Answers about the zone itself: who serves it.
final class ServerAnswers {
  private static final String SERVERS = "consul";

  private final Zone zone;
  private final Record soa;

  ServerAnswers(Zone zone, Record soa) {
    this.zone = zone;
    this.soa = soa;
  }

  Answer nameServers(Snapshot snapshot) {
    return new Answer(Rcode.NOERROR, servers(snapshot), Order.ANY, 0, List.of(), List.of());
  }

  Answer startOfAuthority(Snapshot snapshot) {
    List<Record> authority = new ArrayList<>();
    List<Record> extras = new ArrayList<>();
    for (Choice server : servers(snapshot)) {
      authority.addAll(server.records());
      extras.addAll(server.extras());
    }
    return new Answer(Rcode.NOERROR, List.of(Choice.of(soa)), Order.FIXED, 0, authority, extras);
  }

  private List<Choice> servers(Snapshot snapshot) {
    List<Choice> servers = new ArrayList<>();
    for (Health server : CatalogQueries.health(snapshot, WatchSet.NONE, SERVERS).value()) {
      if (InstanceAnswers.isUsable(server, false)) {
        server(server.node()).ifPresent(servers::add);
      }
    }
    return servers;
  }

  private Optional<Choice> server(Node node) {
    Optional<Name> name = zone.nodeName(node.name(), zone.datacenter());
    Optional<InetAddress> address =
        Addresses.parse(Addresses.of(node, Type.ANY, zone.isAbroad(node)));
    return name.map(server ->
        new Choice(
            List.of(zone.ns(server)),
            address.flatMap(ip -> Addresses.record(server, zone.nodeTtl(), ip, Type.ANY)).stream()
                .toList()));
  }
}
