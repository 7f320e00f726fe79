package org.consulkv.dns.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.dns.DnsLimits;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.dns.message.Query;
import org.consulkv.dns.message.Reply;
import org.consulkv.dns.recursion.Recursion;
import org.consulkv.dns.recursion.Sockets;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/// Has servers answer the questions about our domains, and asks others about the rest.
final class RemoteAnswerer implements Inquiries {
  private final RemoteSource source;
  private final EventLoop loop;
  private final OtherDomains others;
  private AgentConfig config;
  private Zone zone;
  private int waiting;

  RemoteAnswerer(RemoteSource source, EventLoop loop, Sockets sockets, RandomGenerator random) {
    this.source = source;
    this.loop = loop;
    others = new OtherDomains(new Recursion(loop, sockets, random));
    config = source.config().get();
    zone = Zone.of(config);
  }

  @Override
  public void take(ByteBuf message, InetAddress sender, boolean tcp, Replier replier) {
    renew(source.config().get());
    byte[] bytes = ByteBufUtil.getBytes(message);
    Optional<Query> query = Query.read(bytes, tcp);
    if (query.isEmpty()) {
      replier.ignore();
      return;
    }
    Record asked = query.get().question();
    if (asked == null) {
      replier.reply(reply().refusal(query.get(), query.get().rcode()), bytes);
    } else if (zone.contains(asked.getName()) || Zone.isReverse(asked.getName())) {
      askServers(query.get(), asked.getName(), bytes, sender, replier);
    } else {
      others.answer(zone, query.get(), asked.getName(), bytes, replier);
    }
  }

  @SuppressWarnings("ReferenceEquality") // reloading makes a new one; comparing all of it is slow
  private void renew(AgentConfig present) {
    if (present != config) {
      config = present;
      zone = Zone.of(present);
    }
  }

  private void askServers(
      Query query, Name name, byte[] message, InetAddress sender, Replier replier) {
    if (waiting >= DnsLimits.RECURSIONS) {
      replier.reply(reply().refusal(query, Rcode.SERVFAIL), message);
      return;
    }
    waiting++;
    var _ =
        source
            .others()
            .ask(Optional.empty(), message, query.tcp(), sender)
            .whenComplete((answer, failure) ->
                loop.execute(() -> {
                  waiting--;
                  if (failure != null) {
                    replier.reply(reply().refusal(query, Rcode.SERVFAIL), message);
                  } else if (answer.length > 0) {
                    replier.relay(answer);
                  } else {
                    others.answer(zone, query, name, message, replier);
                  }
                }));
  }

  private Reply reply() {
    return new Reply(zone.config(), !zone.config().recursors().isEmpty());
  }
}
