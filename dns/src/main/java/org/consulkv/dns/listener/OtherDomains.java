package org.consulkv.dns.listener;

import org.consulkv.agent.config.DnsConfig;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.dns.message.Query;
import org.consulkv.dns.message.Reply;
import org.consulkv.dns.message.Response;
import org.consulkv.dns.recursion.Recursion;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/// Answers questions that are not about our domains: asks the recursors, or refuses if there are
/// none.
///
/// Threading: confined to its event loop.
final class OtherDomains {
  private final Recursion recursion;

  OtherDomains(Recursion recursion) {
    this.recursion = recursion;
  }

  void answer(Zone zone, Query query, Name name, byte[] message, Replier replier) {
    DnsConfig dns = zone.config();
    Reply reply = new Reply(dns, !dns.recursors().isEmpty());
    if (dns.recursors().isEmpty()) {
      Response refusal =
          Zone.isReverse(name)
              ? reply.failure(query, Rcode.SERVFAIL)
              : reply.refusal(query, Rcode.REFUSED);
      replier.reply(refusal, message);
      return;
    }
    recursion.ask(
        dns,
        message,
        query.tcp(),
        answer -> {
          if (answer.isPresent()) {
            replier.relay(answer.get());
          } else {
            replier.reply(reply.failure(query, Rcode.SERVFAIL), message);
          }
        });
  }
}
