package org.consulkv.dns.lookup;

import java.net.InetAddress;
import java.util.Optional;
import org.consulkv.dns.lookup.Answer.Choice;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.consulkv.state.radix.Scan;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.ReverseMap;

/// Answers the question whose an address is: the first node's that has it, else the first
/// service's.
final class ReverseAnswers {
  private final Zone zone;

  ReverseAnswers(Zone zone) {
    this.zone = zone;
  }

  /// @return nothing if no one here has the address
  Optional<Answer> answer(Snapshot snapshot, Name name) {
    return address(name)
        .flatMap(address -> node(snapshot, address).or(() -> service(snapshot, address)))
        .map(owner -> new PTRRecord(name, DClass.IN, 0, owner))
        .map(record -> Answer.of(java.util.List.of(Choice.of(record))));
  }

  private static Optional<InetAddress> address(Name name) {
    try {
      return Optional.of(ReverseMap.fromName(name));
    } catch (java.net.UnknownHostException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private Optional<Name> node(Snapshot snapshot, InetAddress address) {
    Scan<Node> nodes = snapshot.everything(CatalogTables.NODE_NAME, WatchSet.NONE);
    for (Node node = nodes.next(); node != null; node = nodes.next()) {
      if (is(node.address(), address)) {
        return zone.nodeName(node.name(), zone.datacenter());
      }
    }
    return Optional.empty();
  }

  private Optional<Name> service(Snapshot snapshot, InetAddress address) {
    Scan<Service> services = snapshot.everything(CatalogTables.SERVICE_NAME, WatchSet.NONE);
    for (Service service = services.next(); service != null; service = services.next()) {
      if (is(service.address(), address)) {
        return zone.serviceName(service.name(), zone.datacenter());
      }
    }
    return Optional.empty();
  }

  /// Texts of IPv4 addresses have one form; those of IPv6 have many.
  private static boolean is(String text, InetAddress address) {
    if (address instanceof java.net.Inet4Address) {
      return text.equals(address.getHostAddress());
    }
    return text.indexOf(':') >= 0 && Addresses.parse(text).filter(address::equals).isPresent();
  }
}
