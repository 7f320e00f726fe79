package org.consulkv.dns.lookup;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.dns.lookup.Answer.Choice;
import org.consulkv.dns.lookup.Answer.Order;
import org.consulkv.state.catalog.Node;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Answers about a node that is there: its address, and its metadata as TXT.
final class NodeAnswers {
  private final Zone zone;
  private final Aliases aliases;

  NodeAnswers(Zone zone, Aliases aliases) {
    this.zone = zone;
    this.aliases = aliases;
  }

  Answer answer(Node node, Question question) {
    List<Choice> choices = new ArrayList<>();
    if (isAddressType(question.type())) {
      address(node, question).ifPresent(choices::add);
    }
    List<Record> meta = NodeMeta.records(question.name(), zone.nodeTtl(), node);
    boolean asked = question.type() == Type.TXT || question.type() == Type.ANY;
    if (asked) {
      meta.forEach(record -> choices.add(Choice.of(record)));
    }
    boolean beside = !asked && zone.config().nodeMetaTxt();
    return new Answer(
        Rcode.NOERROR, choices, Order.FIXED, 0, List.of(), beside ? meta : List.<Record>of());
  }

  static boolean isAddressType(int type) {
    return type == Type.A || type == Type.AAAA || type == Type.ANY;
  }

  private Optional<Choice> address(Node node, Question question) {
    String address = Addresses.of(node, question.type(), zone.isAbroad(node));
    Optional<InetAddress> ip = Addresses.parse(address);
    Name owner = question.name();
    return ip.isPresent()
        ? Addresses.record(owner, zone.nodeTtl(), ip.get(), question.type()).map(Choice::of)
        : Zone.hostName(address)
            .map(host ->
                aliases.followed(
                    new CNAMERecord(owner, DClass.IN, zone.nodeTtl(), host), question));
  }
}
