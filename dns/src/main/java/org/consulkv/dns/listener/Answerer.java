package org.consulkv.dns.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.DnsConfig;
import org.consulkv.dns.DnsLimits;
import org.consulkv.dns.lookup.Answer;
import org.consulkv.dns.lookup.Lookup;
import org.consulkv.dns.lookup.QueryRunner;
import org.consulkv.dns.lookup.Question;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.dns.message.Query;
import org.consulkv.dns.message.Reply;
import org.consulkv.dns.message.Response;
import org.consulkv.dns.recursion.Recursion;
import org.consulkv.dns.recursion.Sockets;
import org.consulkv.state.Snapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/// Answers the questions of one event loop: from its cache, from the state, or by asking others.
///
/// Threading: confined to its event loop.
final class Answerer implements Inquiries {
  private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

  private final Source source;
  private final EventLoop loop;
  private final OtherDomains others;
  private final OutwardAliases aliases;
  private final ForeignAnswers foreign;
  private final AnswerCache cache = new AnswerCache();
  private @Nullable AgentConfig config;
  private Zone zone;
  private int waiting;

  Answerer(Source source, EventLoop loop, Sockets sockets, RandomGenerator random) {
    this.source = source;
    this.loop = loop;
    Recursion recursion = new Recursion(loop, sockets, random);
    others = new OtherDomains(recursion);
    aliases = new OutwardAliases(recursion, random);
    foreign = new ForeignAnswers(aliases);
    config = source.config().get();
    zone = Zone.of(config);
  }

  @Override
  public void take(ByteBuf message, InetAddress sender, boolean tcp, Replier replier) {
    if (message.readableBytes() <= 2) {
      replier.ignore();
      return;
    }
    AgentConfig present = source.config().get();
    renew(present);
    CompletableFuture<Void> barrier = source.barrier(present.dns());
    if (barrier.isDone() && !barrier.isCompletedExceptionally()) {
      takeNow(message, sender, tcp, replier);
    } else {
      takeLater(barrier, ByteBufUtil.getBytes(message), sender, tcp, replier);
    }
  }

  @SuppressWarnings("ReferenceEquality") // reloading makes a new one; comparing all of it is slow
  private void renew(AgentConfig present) {
    if (present != config) {
      config = present;
      zone = Zone.of(present);
    }
  }

  private void takeNow(ByteBuf message, InetAddress sender, boolean tcp, Replier replier) {
    Snapshot snapshot = source.reads().snapshot();
    cache.at(zone, source.changed(snapshot), snapshot.floor());
    Response ready = cache.find(message, tcp);
    if (ready != null) {
      replier.reply(ready, message.getUnsignedShort(message.readerIndex()));
      return;
    }
    answer(snapshot, ByteBufUtil.getBytes(message), sender, tcp, replier);
  }

  /// Waits for the leader to confirm that the state is up to date.
  private void takeLater(
      CompletableFuture<Void> barrier,
      byte[] message,
      InetAddress sender,
      boolean tcp,
      Replier replier) {
    if (waiting >= DnsLimits.RECURSIONS) {
      fail(message, tcp, replier);
      return;
    }
    waiting++;
    var _ =
        barrier.whenComplete((_, failure) ->
            loop.execute(() -> {
              waiting--;
              if (failure == null) {
                answer(source.reads().snapshot(), message, sender, tcp, replier);
              } else {
                fail(message, tcp, replier);
              }
            }));
  }

  private void fail(byte[] message, boolean tcp, Replier replier) {
    Optional<Query> query = Query.read(message, tcp);
    if (query.isEmpty()) {
      replier.ignore();
      return;
    }
    replier.reply(reply().refusal(query.get(), Rcode.SERVFAIL), message);
  }

  private void answer(
      Snapshot snapshot, byte[] message, InetAddress sender, boolean tcp, Replier replier) {
    Optional<Query> read = Query.read(message, tcp);
    if (read.isEmpty()) {
      replier.ignore();
      return;
    }
    Query query = read.get();
    Record asked = query.question();
    if (asked == null) {
      replier.reply(reply().refusal(query, query.rcode()), message);
      return;
    }
    Question question = new Question(asked.getName(), asked.getType(), query.asker(sender));
    Lookup lookup = new Lookup(zone, source.queries(), source.serial().getAsLong());
    Optional<String> elsewhere = lookup.elsewhere(question);
    if (elsewhere.isPresent() && isKnown(elsewhere.get())) {
      askDatacenter(elsewhere, new Asked(query, asked, message), sender, replier);
      return;
    }
    Optional<String> prepared = lookup.query(question);
    if (prepared.isEmpty()) {
      answer(snapshot, lookup, question, new Asked(query, asked, message), replier);
      return;
    }
    CompletableFuture<QueryRunner> ready =
        source.queries().ready(snapshot, prepared.get(), question.asker());
    whenReady(snapshot, ready, question, new Asked(query, asked, message), replier);
  }

  /// A question as it came.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Asked(Query query, Record question, byte[] message) {}

  /// A prepared query may have to be executed in other datacenters first.
  private void whenReady(
      Snapshot snapshot,
      CompletableFuture<QueryRunner> ready,
      Question question,
      Asked asked,
      Replier replier) {
    if (ready.isDone() && !ready.isCompletedExceptionally()) {
      Lookup lookup = new Lookup(zone, ready.join(), source.serial().getAsLong());
      answer(snapshot, lookup, question, asked, replier);
    } else if (waiting >= DnsLimits.RECURSIONS || ready.isDone()) {
      replier.reply(reply().refusal(asked.query(), Rcode.SERVFAIL), asked.message());
    } else {
      waiting++;
      var _ =
          ready.whenComplete((_, _) ->
              loop.execute(() -> {
                waiting--;
                whenReady(snapshot, ready, question, asked, replier);
              }));
    }
  }

  private void answer(
      Snapshot snapshot, Lookup lookup, Question question, Asked asked, Replier replier) {
    Optional<Answer> found;
    try {
      found = lookup.answer(snapshot, question);
    } catch (RuntimeException e) {
      LOG.error("Question {} failed", question.name(), e);
      replier.reply(reply().refusal(asked.query(), Rcode.SERVFAIL), asked.message());
      return;
    }
    if (found.isEmpty()) {
      others.answer(zone, asked.query(), question.name(), asked.message(), replier);
    } else {
      complete(asked.query(), asked.question(), found.get(), asked.message(), replier);
    }
  }

  private boolean isKnown(String datacenter) {
    return source.others().filter(others -> others.knows(datacenter)).isPresent();
  }

  private void askDatacenter(
      Optional<String> datacenter, Asked asked, InetAddress sender, Replier replier) {
    if (waiting >= DnsLimits.RECURSIONS) {
      replier.reply(reply().refusal(asked.query(), Rcode.SERVFAIL), asked.message());
      return;
    }
    waiting++;
    var _ =
        source
            .others()
            .orElseThrow()
            .ask(datacenter, asked.message(), asked.query().tcp(), sender)
            .whenComplete((answer, failure) ->
                loop.execute(() -> {
                  waiting--;
                  if (failure == null && !answer.isEmpty()) {
                    foreign.relay(
                        zone, asked.query(), asked.question(), asked.message(), answer, replier);
                  } else {
                    replier.reply(reply().refusal(asked.query(), Rcode.SERVFAIL), asked.message());
                  }
                }));
  }

  /// Adds what other servers say of names that the answer points to, if there are such servers.
  private void complete(Query query, Record asked, Answer answer, byte[] message, Replier replier) {
    DnsConfig dns = zone.config();
    if (!dns.recursors().isEmpty() && OutwardAliases.mayBeOpen(asked.getType())) {
      var open = answer.openTargets(zone);
      if (!open.isEmpty()) {
        aliases.complete(
            dns,
            answer,
            open,
            asked.getType(),
            completed -> replier.reply(reply().answer(query, asked, completed), message));
        return;
      }
    }
    Response response = reply().answer(query, asked, answer);
    if (answer.order() != Answer.Order.NEAREST) {
      cache.put(message, query.tcp(), response);
    }
    replier.reply(response, message);
  }

  private Reply reply() {
    DnsConfig dns = zone.config();
    return new Reply(dns, !dns.recursors().isEmpty());
  }
}
