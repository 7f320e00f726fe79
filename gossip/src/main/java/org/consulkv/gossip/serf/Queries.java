package org.consulkv.gossip.serf;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.consulkv.gossip.serf.PoolEvent.Question;
import org.consulkv.gossip.serf.SerfMessage.Query;
import org.consulkv.gossip.serf.SerfMessage.QueryResponse;
import org.consulkv.gossip.serf.SerfMessage.Relay;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.Measures;
import org.consulkv.gossip.swim.Node;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.runtime.Bytes;
import org.jspecify.annotations.Nullable;

/// Questions: those of others, which are told on, reported and answered, and this member's own,
/// whose answers are collected until their time is over.
///
/// Threading: confined to the gossip loop.
final class Queries {
  /// Questions that wait for this member's answer, and queries told apart at one time.
  private static final int MOST = 1024;

  private final Context context;
  private final LamportClock clock = new LamportClock();
  private final Map<Long, Received> received = new HashMap<>();
  private final Map<Key, Asking> asked = new HashMap<>();
  private final @Nullable Slot[] slots;
  private final IntFunction<List<Node>> others;
  private Map<String, String> tags = Map.of();
  private long least;
  private long receipts;

  /// @param others gives so many members to relay through
  Queries(Context context, IntFunction<List<Node>> others) {
    this.context = context;
    this.others = others;
    slots = new Slot[context.config.buffer()];
  }

  private record Key(long time, long id) {}

  /// The queries of one time.
  private record Slot(long time, Set<Long> ids) {}

  /// What of a query is needed to answer it.
  private record Received(Query query, long endNanos) {}

  /// What answers to an own question are given to.
  interface Answers {
    void acked(String from);

    void answered(String from, Bytes payload);

    void ended();
  }

  private record Asking(Answers answers, Set<String> acked, Set<String> answered) {}

  long time() {
    return clock.time();
  }

  void ignoreBefore(long time) {
    least = Math.max(least, time);
  }

  void witness(long time) {
    clock.witness(time);
  }

  void setTags(Map<String, String> newTags) {
    tags = newTags;
  }

  /// @param ours answers what is meant for this layer; null if the question is not
  /// @return whether it is news, and worth telling others
  boolean hear(Query query, Function<Query, InternalQueries.Verdict> ours) {
    clock.witness(query.time());
    if (!isNews(query)) {
      return false;
    }
    boolean tellOn = !query.has(Query.NO_BROADCAST);
    if (!query.filters().stream().allMatch(f -> f.admits(context.self, tags))) {
      return tellOn;
    }
    if (query.has(Query.ACK)) {
      send(query, new QueryResponse(query.time(), query.id(), context.self, true, Bytes.EMPTY));
    }
    switch (ours.apply(query)) {
      case InternalQueries.Answer(var payload) -> answer(query, payload);
      case InternalQueries.Silence() -> {}
      case InternalQueries.NotInternal() -> report(query);
    }
    return tellOn;
  }

  private boolean isNews(Query query) {
    long time = query.time();
    if (time < least || time < 0 || clock.time() - time > slots.length) {
      return false;
    }
    int at = (int) (time % slots.length);
    Slot slot = slots[at];
    if (slot == null || slot.time() != time) {
      slot = new Slot(time, new HashSet<>());
      slots[at] = slot;
    }
    if (slot.ids().size() < MOST && slot.ids().add(query.id())) {
      context.measures.count(Measures.Count.QUERIES, 1);
      context.emit(new SerfEffect.Remember("query-clock: " + time));
      return true;
    }
    return false;
  }

  private void report(Query query) {
    if (received.size() >= MOST) {
      return;
    }
    long endNanos = context.nowNanos() + query.timeout().toNanos();
    long receipt = ++receipts;
    received.put(receipt, new Received(query, endNanos));
    context.agenda.at(endNanos, () -> received.remove(receipt));
    context.happened(
        new PoolEvent.Asked(
            new Question(
                receipt, query.id(), query.name(), query.payload(), query.from(), endNanos)));
  }

  /// Answers a question that was reported; too late an answer is dropped.
  void answer(Question question, Bytes payload) {
    Received open = received.remove(question.receipt());
    if (open != null) {
      answer(open.query(), payload);
    }
  }

  private void answer(Query query, Bytes payload) {
    send(query, new QueryResponse(query.time(), query.id(), context.self, false, payload));
  }

  private void send(Query query, QueryResponse response) {
    Bytes encoded = SerfCodec.encode(response);
    if (encoded.length() > context.config.responseLimitBytes()) {
      return;
    }
    if (query.origin().equals(context.address)) {
      hear(response);
    } else {
      packet(query.origin(), encoded);
    }
    if (query.relays() > 0) {
      Bytes relay = SerfCodec.encode(new Relay(query.origin(), query.from(), encoded));
      for (Node node : others.apply(Math.min(query.relays(), 5))) {
        packet(node.address(), relay);
      }
    }
  }

  private void packet(Address to, Bytes payload) {
    context.emit(new SerfEffect.SendPacket(to, false, List.of(new SwimMessage.User(payload))));
  }

  /// @param members of the pool, from which the time it runs follows if nobody says
  /// @return the query, to be heard by this member, too, and told to others
  Query ask(String name, Bytes payload, QueryOptions options, int members, Answers answers) {
    Duration timeout =
        options.timeout().isZero() ? context.config.queryTimeout(members) : options.timeout();
    int flags = options.ack() ? Query.ACK : 0;
    long id = context.chance.below(1L << 32);
    Query query =
        new Query(
            clock.time(),
            id,
            context.address,
            context.self,
            options.filters(),
            flags,
            options.relays(),
            timeout,
            name,
            payload);
    Key key = new Key(query.time(), id);
    asked.put(key, new Asking(answers, new HashSet<>(), new HashSet<>()));
    context.agenda.at(
        context.nowNanos() + timeout.toNanos(),
        () -> {
          asked.remove(key);
          answers.ended();
        });
    return query;
  }

  void hear(QueryResponse response) {
    Asking asking = asked.get(new Key(response.time(), response.id()));
    if (asking == null) {
      return;
    }
    if (response.ack()) {
      if (asking.acked().add(response.from())) {
        asking.answers().acked(response.from());
      }
    } else if (asking.answered().add(response.from())) {
      asking.answers().answered(response.from(), response.payload());
    }
  }
}
