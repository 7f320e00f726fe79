package org.consulkv.dns.message;

import org.consulkv.agent.config.DnsConfig;
import org.consulkv.dns.DnsLimits;
import org.consulkv.dns.lookup.Answer;
import org.consulkv.dns.lookup.Answer.Order;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Makes responses: what a query's flags, size and options mean for its answer.
///
/// @param config limits, compression, and whether cuts are shown
/// @param recursion whether other servers are asked about other domains, which every answer says
public record Reply(DnsConfig config, boolean recursion) {
  private static final byte[] NOTHING = {};

  /// An answer of ours.
  public Response answer(Query query, Record question, Answer answer) {
    boolean far = query.mostBytes() > EncodedRecord.POINTER_REACH;
    Name name = config.compression() ? question.getName() : Name.root;
    EncodedChoice[] choices =
        answer.choices().stream()
            .map(choice -> EncodedChoice.of(choice, name, far))
            .toArray(EncodedChoice[]::new);
    int offered = answer.most() == 0 ? choices.length : Math.min(answer.most(), choices.length);
    return new Response(
        new Response.Content(
            flags(query, answer.rcode()) | Query.bit(Flags.AA),
            bytes(question),
            opt(query, answer.order() == Order.NEAREST),
            choices,
            answer.order() == Order.ANY,
            new Response.Limits(
                offered, Math.min(offered, mostAnswers(query)), query.mostBytes(), cutFlag()),
            EncodedRecord.all(answer.authority(), name),
            EncodedRecord.all(answer.extras(), name)));
  }

  /// An answer that says only what is wrong.
  public Response refusal(Query query, int rcode) {
    Record question = query.question();
    return new Response(
        new Response.Content(
            flags(query, rcode),
            question == null ? NOTHING : bytes(question),
            NOTHING,
            new EncodedChoice[0],
            false,
            new Response.Limits(0, 0, query.mostBytes(), 0),
            new EncodedRecord[0],
            new EncodedRecord[0]));
  }

  /// That recursion failed. It says that there is recursion even where there is none, as Consul
  /// does for addresses that no one has.
  public Response failure(Query query, int rcode) {
    return new Reply(config, true).refusal(query, rcode);
  }

  private int flags(Query query, int rcode) {
    return Query.bit(Flags.QR)
        | query.repeatedFlags()
        | (recursion ? Query.bit(Flags.RA) : 0)
        | rcode;
  }

  private int cutFlag() {
    return config.truncationFlag() ? Query.bit(Flags.TC) : 0;
  }

  private int mostAnswers(Query query) {
    if (query.mostBytes() > DnsLimits.UDP_BYTES) {
      return Integer.MAX_VALUE;
    }
    int limit = config.udpAnswerLimit();
    return limit == 0 ? DnsLimits.UDP_ANSWERS : Math.min(limit, DnsLimits.UDP_ANSWERS);
  }

  private static byte[] bytes(Record question) {
    DNSOutput out = new DNSOutput();
    out.writeByteArray(question.getName().toWire());
    out.writeU16(question.getType());
    out.writeU16(question.getDClass());
    return out.toByteArray();
  }

  /// What a client that speaks EDNS is told: the size it may be sent, and its subnet.
  ///
  /// @param local whether the answer depends on who asks
  private static byte[] opt(Query query, boolean local) {
    if (query.ednsBytes() == 0) {
      return NOTHING;
    }
    byte[] subnet = query.subnet().map(asked -> echo(asked, local)).orElse(NOTHING);
    DNSOutput out = new DNSOutput();
    out.writeU8(0);
    out.writeU16(Type.OPT);
    out.writeU16(query.ednsBytes());
    out.writeU32(0);
    out.writeU16(subnet.length);
    out.writeByteArray(subnet);
    return out.toByteArray();
  }

  /// @see "RFC 7871, 7.2.1"
  private static byte[] echo(ClientSubnetOption subnet, boolean local) {
    int source = subnet.getSourcePrefixLength();
    return new ClientSubnetOption(source, local ? source : 0, subnet.getAddress()).toWire();
  }
}
