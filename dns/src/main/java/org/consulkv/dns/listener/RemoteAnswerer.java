package org.consulkv.dns.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.consulkv.agent.cache.Kept;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.dns.DnsLimits;
import org.consulkv.dns.lookup.Lookup;
import org.consulkv.dns.lookup.QueryRunner;
import org.consulkv.dns.lookup.Question;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.dns.message.Query;
import org.consulkv.dns.message.Reply;
import org.consulkv.dns.message.Response;
import org.consulkv.dns.recursion.Recursion;
import org.consulkv.dns.recursion.Sockets;
import org.consulkv.runtime.Bytes;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/// Has servers answer the questions about our domains, and asks others about the rest.
final class RemoteAnswerer implements Inquiries {
  private final RemoteSource source;
  private final EventLoop loop;
  private final OtherDomains others;
  private final ForeignAnswers foreign;
  private final RandomGenerator random;
  private AgentConfig config;
  private Zone zone;
  private int waiting;

  RemoteAnswerer(RemoteSource source, EventLoop loop, Sockets sockets, RandomGenerator random) {
    this.source = source;
    this.loop = loop;
    this.random = random;
    Recursion recursion = new Recursion(loop, sockets, random);
    others = new OtherDomains(recursion);
    foreign = new ForeignAnswers(new OutwardAliases(recursion, random));
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
    Record record = query.get().question();
    if (record == null) {
      replier.reply(reply().refusal(query.get(), query.get().rcode()), bytes);
      return;
    }
    Asked asked = new Asked(query.get(), record, bytes, sender, replier);
    if (keeps(asked)) {
      askKept(asked);
    } else if (zone.contains(asked.name()) || Zone.isReverse(asked.name())) {
      askServers(asked);
    } else {
      others.answer(zone, asked.query(), asked.name(), bytes, replier);
    }
  }

  /// A question as it came, and the way back.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Asked(
      Query query, Record record, byte[] message, InetAddress sender, Replier replier) {
    Name name() {
      return record.getName();
    }

    void reply(Response response) {
      replier.reply(response, message);
    }
  }

  @SuppressWarnings("ReferenceEquality") // reloading makes a new one; comparing all of it is slow
  private void renew(AgentConfig present) {
    if (present != config) {
      config = present;
      zone = Zone.of(present);
    }
  }

  private boolean keeps(Asked asked) {
    InetAddress asker = asked.query().asker(asked.sender());
    return zone.config().useCache()
        && new Lookup(zone, QueryRunner.NONE, 0)
            .isAboutService(new Question(asked.name(), asked.record().getType(), asker));
  }

  private void askKept(Asked asked) {
    CompletableFuture<Kept<Bytes>> kept =
        source.others().kept(asked.message(), asked.query().tcp());
    if (kept.isDone()) {
      takeKept(kept, asked);
    } else if (waiting >= DnsLimits.RECURSIONS) {
      fail(asked);
    } else {
      waiting++;
      var _ =
          kept.whenComplete((_, _) ->
              loop.execute(() -> {
                waiting--;
                takeKept(kept, asked);
              }));
    }
  }

  private void takeKept(CompletableFuture<Kept<Bytes>> kept, Asked asked) {
    try {
      Kept<Bytes> found = kept.join();
      Duration maxAge = zone.config().cacheMaxAge();
      if (!maxAge.isZero() && found.age().compareTo(maxAge) > 0) {
        askServers(asked);
      } else {
        giveKept(Response.decode(found.answer()), asked);
      }
    } catch (IOException | RuntimeException _) {
      fail(asked);
    }
  }

  private void giveKept(Response kept, Asked asked) {
    if (ForeignAnswers.isPerhapsOpen(zone, asked.record())) {
      relay(kept.written(Bytes.owning(asked.message()), random), asked);
    } else {
      asked.reply(kept);
    }
  }

  private void relay(Bytes answer, Asked asked) {
    foreign.relay(zone, asked.query(), asked.record(), asked.message(), answer, asked.replier());
  }

  private void askServers(Asked asked) {
    if (waiting >= DnsLimits.RECURSIONS) {
      fail(asked);
      return;
    }
    waiting++;
    var _ =
        source
            .others()
            .ask(Optional.empty(), asked.message(), asked.query().tcp(), asked.sender())
            .whenComplete((answer, failure) ->
                loop.execute(() -> {
                  waiting--;
                  if (failure != null) {
                    fail(asked);
                  } else if (!answer.isEmpty()) {
                    relay(answer, asked);
                  } else {
                    others.answer(
                        zone, asked.query(), asked.name(), asked.message(), asked.replier());
                  }
                }));
  }

  private void fail(Asked asked) {
    asked.reply(reply().refusal(asked.query(), Rcode.SERVFAIL));
  }

  private Reply reply() {
    return new Reply(zone.config(), !zone.config().recursors().isEmpty());
  }
}
