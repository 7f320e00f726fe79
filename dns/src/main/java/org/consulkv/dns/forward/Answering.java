package org.consulkv.dns.forward;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.consulkv.dns.lookup.Lookup;
import org.consulkv.dns.lookup.QueryRunner;
import org.consulkv.dns.lookup.Question;
import org.consulkv.dns.lookup.Zone;
import org.consulkv.dns.message.Query;
import org.consulkv.dns.message.Reply;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.Reads;
import org.consulkv.server.blocking.BlockingQueries;
import org.consulkv.state.WatchSet;
import org.xbill.DNS.Record;

/// Answers questions that other agents pass on, from this server's state.
///
/// Threading: thread-safe.
public final class Answering {
  private final String datacenter;
  private final Reads reads;
  private final BlockingQueries blocking;
  private final Function<String, QueryRunner> queries;
  private final LongSupplier serial;
  private final Others others;

  /// @param queries executes prepared queries for an agent of that name
  public Answering(
      String datacenter,
      Reads reads,
      BlockingQueries blocking,
      Function<String, QueryRunner> queries,
      LongSupplier serial,
      Others others) {
    this.datacenter = datacenter;
    this.reads = reads;
    this.blocking = blocking;
    this.queries = queries;
    this.serial = serial;
    this.others = others;
  }

  public void addTo(RpcServices services) {
    services.on(Others.METHOD, this::answer);
    services.on(Others.WATCH, this::watch);
  }

  private CompletableFuture<Bytes> watch(Bytes encoded) {
    WatchCall call = WatchCall.decode(encoded);
    ForwardedQuestion asked = ForwardedQuestion.decode(call.question());
    WatchedQuestion question = new WatchedQuestion(asked, datacenter, serial);
    if (call.index() > 0) {
      return new AskedWatch().ask(blocking, question, call.index());
    }
    return Staleness.barrier(reads, asked.config())
        .thenApply(_ -> WatchCall.answer(question.evaluate(reads.snapshot(), WatchSet.NONE)));
  }

  private CompletableFuture<Bytes> answer(Bytes encoded) {
    ForwardedQuestion asked = ForwardedQuestion.decode(encoded);
    byte[] message = asked.message().shared();
    Optional<Query> query = Query.read(message, asked.tcp());
    Record record = query.map(Query::question).orElse(null);
    if (query.isEmpty() || record == null) {
      throw new RpcException(Reason.REFUSED, "this is no question");
    }
    Zone zone = Zone.of(asked.domain(), datacenter, asked.config());
    QueryRunner runner = queries.apply(asked.node());
    Lookup lookup = new Lookup(zone, runner, serial.getAsLong());
    Question question =
        new Question(record.getName(), record.getType(), query.get().asker(sender(asked)));
    Optional<String> elsewhere = asked.passOn() ? lookup.elsewhere(question) : Optional.empty();
    if (elsewhere.filter(others::knows).isPresent()) {
      return others.ask(elsewhere, asked.onward().encoded());
    }
    return Staleness.barrier(reads, asked.config())
        .thenCompose(_ -> ready(lookup, runner, question))
        .thenApply(ready -> new Lookup(zone, ready, serial.getAsLong()))
        .thenApply(prepared -> answer(prepared, question, query.get(), record, asked));
  }

  private CompletableFuture<QueryRunner> ready(
      Lookup lookup, QueryRunner runner, Question question) {
    return lookup
        .query(question)
        .map(name -> runner.ready(reads.snapshot(), name, question.asker()))
        .orElseGet(() -> CompletableFuture.completedFuture(runner));
  }

  private Bytes answer(
      Lookup lookup, Question question, Query query, Record record, ForwardedQuestion asked) {
    boolean recursion = !asked.config().recursors().isEmpty();
    return lookup
        .answer(reads.snapshot(), question)
        .map(answer -> new Reply(asked.config(), recursion).answer(query, record, answer))
        .map(response -> response.written(asked.message(), ThreadLocalRandom.current()))
        .orElse(Bytes.EMPTY);
  }

  private static InetAddress sender(ForwardedQuestion asked) {
    try {
      return InetAddress.getByAddress(asked.sender().shared());
    } catch (UnknownHostException e) {
      throw new RpcException(Reason.REFUSED, "malformed address", e);
    }
  }
}
