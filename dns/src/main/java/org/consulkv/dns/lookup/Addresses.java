package org.consulkv.dns.lookup;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.consulkv.agent.config.address.IpText;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Which of its addresses a node or an instance is given by.
final class Addresses {
  private static final String WAN = "wan";

  private Addresses() {}

  /// A node's address in the family that is asked for, where it names one beside its own.
  ///
  /// @param abroad whether it is for other datacenters
  static String of(Node node, int type, boolean abroad) {
    Map<String, String> tagged = node.taggedAddresses();
    return tagged == null
        ? node.address()
        : chosen(tagged, type, abroad, String::isEmpty).orElse(node.address());
  }

  /// An instance's address: its own, else its node's.
  static String of(Node node, Service service, int type, boolean abroad) {
    String own = own(service, type, abroad);
    return own.isEmpty() ? of(node, type, abroad) : own;
  }

  /// An instance's port, which may be another one where its address for other datacenters is given.
  static int port(Service service, boolean abroad) {
    Map<String, Service.Address> tagged = service.taggedAddresses();
    return abroad && tagged != null
        ? find(tagged, WAN, Addresses::isEmpty)
            .map(Service.Address::port)
            .filter(port -> port != 0)
            .orElse(service.port())
        : service.port();
  }

  private static String own(Service service, int type, boolean abroad) {
    Map<String, Service.Address> tagged = service.taggedAddresses();
    return tagged == null
        ? service.address()
        : chosen(tagged, type, abroad, Addresses::isEmpty)
            .map(Service.Address::address)
            .orElse(service.address());
  }

  private static boolean isEmpty(Service.Address address) {
    return address.address().isEmpty();
  }

  private static <T> Optional<T> chosen(
      Map<String, T> tagged, int type, boolean abroad, Predicate<T> isEmpty) {
    if (abroad) {
      Optional<T> wan = inFamily(tagged, WAN, type, isEmpty).or(() -> find(tagged, WAN, isEmpty));
      if (wan.isPresent()) {
        return wan;
      }
    }
    return inFamily(tagged, "lan", type, isEmpty);
  }

  private static <T> Optional<T> inFamily(
      Map<String, T> tagged, String net, int type, Predicate<T> isEmpty) {
    Optional<T> v4 = type == Type.AAAA ? Optional.empty() : find(tagged, net + "_ipv4", isEmpty);
    return v4.isPresent() || type == Type.A ? v4 : find(tagged, net + "_ipv6", isEmpty);
  }

  private static <T> Optional<T> find(Map<String, T> tagged, String name, Predicate<T> isEmpty) {
    @Nullable T found = tagged.get(name);
    return Optional.ofNullable(found).filter(isEmpty.negate());
  }

  /// The address record of an IP address, if a question of that type takes it.
  static Optional<Record> record(Name owner, long ttl, InetAddress address, int type) {
    boolean v4 = address instanceof Inet4Address;
    if (type == (v4 ? Type.AAAA : Type.A)) {
      return Optional.empty();
    }
    return Optional.of(
        v4
            ? new ARecord(owner, DClass.IN, ttl, address)
            : new AAAARecord(owner, DClass.IN, ttl, address));
  }

  static Optional<InetAddress> parse(String text) {
    return IpText.parse(text);
  }
}
