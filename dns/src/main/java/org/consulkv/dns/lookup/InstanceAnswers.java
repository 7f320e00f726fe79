package org.consulkv.dns.lookup;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.consulkv.dns.lookup.Answer.Choice;
import org.consulkv.dns.lookup.Answer.Order;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/// Answers about instances of a service: their addresses, or addresses with ports and weights.
final class InstanceAnswers {
  private static final int PRIORITY = 1;
  private static final int MOST_WEIGHT = 65_535;

  private final Zone zone;
  private final Aliases aliases;
  private final Record soa;

  InstanceAnswers(Zone zone, Aliases aliases, Record soa) {
    this.zone = zone;
    this.aliases = aliases;
    this.soa = soa;
  }

  Answer answer(List<Health> instances, Question question, long ttl, Order order) {
    if (instances.isEmpty()) {
      return Answer.nothing(Rcode.NXDOMAIN, soa);
    }
    boolean srv = question.type() == Type.SRV;
    List<Choice> choices =
        srv ? services(instances, question.name(), ttl) : addresses(instances, question, ttl);
    if (choices.isEmpty()) {
      return Answer.nothing(Rcode.NOERROR, soa);
    }
    boolean alias = !srv && choices.getFirst().records().getFirst() instanceof CNAMERecord;
    int most = alias ? 1 : srv ? 0 : zone.config().addressLimit();
    return new Answer(Rcode.NOERROR, choices, order, most, List.of(), List.of());
  }

  /// Whether an instance may be given to clients.
  static boolean isUsable(Health instance, boolean onlyPassing) {
    return instance.checks().stream()
        .noneMatch(check ->
            onlyPassing
                ? !check.status().equals(Check.PASSING)
                : check.status().equals(Check.CRITICAL));
  }

  private List<Choice> addresses(List<Health> instances, Question question, long ttl) {
    List<Choice> addresses = new ArrayList<>();
    List<Choice> names = new ArrayList<>();
    Set<String> given = new HashSet<>();
    for (Health instance : instances) {
      String address = address(instance, question.type());
      if (!given.add(address)) {
        continue;
      }
      Optional<InetAddress> ip = Addresses.parse(address);
      if (ip.isEmpty()) {
        alias(address, question, ttl).ifPresent(names::add);
      } else if (NodeAnswers.isAddressType(question.type())) {
        Addresses.record(question.name(), ttl, ip.get(), question.type())
            .map(Choice::of)
            .ifPresent(addresses::add);
      }
    }
    // A name may have one alias or any number of addresses, never both.
    return addresses.isEmpty() ? names : addresses;
  }

  private String address(Health instance, int type) {
    Node node = instance.node();
    return Addresses.of(node, instance.service(), type, zone.isAbroad(node));
  }

  private Optional<Choice> alias(String host, Question question, long ttl) {
    return Zone.hostName(host)
        .map(target ->
            aliases.followed(new CNAMERecord(question.name(), DClass.IN, ttl, target), question));
  }

  private List<Choice> services(List<Health> instances, Name owner, long ttl) {
    List<Choice> choices = new ArrayList<>(instances.size());
    Set<Record> given = new HashSet<>();
    for (Health instance : instances) {
      service(instance, owner, ttl)
          .filter(choice -> given.add(choice.records().getFirst()))
          .ifPresent(choices::add);
    }
    return choices;
  }

  private Optional<Choice> service(Health instance, Name owner, long ttl) {
    Node node = instance.node();
    String address = address(instance, Type.SRV);
    Optional<InetAddress> ip = Addresses.parse(address);
    if (ip.isEmpty()) {
      return Zone.hostName(address).map(host -> Choice.of(record(instance, owner, ttl, host)));
    }
    boolean abroad = zone.isAbroad(node);
    boolean byNode = address.equals(abroad ? Addresses.of(node, Type.SRV, true) : node.address());
    Optional<Name> target =
        byNode
            ? zone.nodeName(node.name(), datacenter(node))
            : zone.addressName(ip.get().getAddress(), datacenter(node));
    return target.map(name -> {
      List<Record> extras = new ArrayList<>();
      Addresses.record(name, ttl, ip.get(), Type.ANY).ifPresent(extras::add);
      if (byNode && zone.config().nodeMetaTxt()) {
        extras.addAll(NodeMeta.records(name, ttl, node));
      }
      return new Choice(List.of(record(instance, owner, ttl, name)), extras);
    });
  }

  private SRVRecord record(Health instance, Name owner, long ttl, Name target) {
    int port = Addresses.port(instance.service(), zone.isAbroad(instance.node())) & 0xffff;
    return new SRVRecord(owner, DClass.IN, ttl, PRIORITY, weight(instance), port, target);
  }

  /// An instance in state warning has a weight of its own.
  private static int weight(Health instance) {
    Service.Weights weights = instance.service().weights();
    boolean warning =
        instance.checks().stream().anyMatch(check -> check.status().equals(Check.WARNING));
    return Math.clamp(warning ? weights.warning() : weights.passing(), 0, MOST_WEIGHT);
  }

  private String datacenter(Node node) {
    return node.datacenter().isEmpty() ? zone.datacenter() : node.datacenter();
  }
}
