package org.consulkv.http.reading;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.consulkv.agent.metrics.Counter;
import org.consulkv.http.Call;
import org.consulkv.http.Failures;
import org.consulkv.http.Headers;
import org.consulkv.http.Placement;
import org.consulkv.http.Route;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.listener.SharedBody;
import org.consulkv.runtime.Chance;
import org.consulkv.server.Consistency;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Reads;
import org.consulkv.server.blocking.BlockingQueries;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.jspecify.annotations.Nullable;

/// Answers reads: at once on the event loop that got the request, or parked until there is news.
///
/// Threading: thread-safe; each read belongs to its connection's event loop.
public final class Reading {
  private final Reads reads;
  private final BlockingQueries blocking;
  private final Placement placement;
  private final WaitTimes times;
  private final Counter queries;
  private final Answers answers = new Answers();
  private final AskedBefore askedBefore = new AskedBefore();

  /// Whether a leader has once said that the state is up to date.
  private volatile boolean wasCurrent;

  public Reading(
      Reads reads,
      BlockingQueries blocking,
      Placement placement,
      Chance chance,
      Duration defaultWait,
      Duration maxWait,
      Counter queries) {
    this.reads = reads;
    this.blocking = blocking;
    this.placement = placement;
    this.queries = queries;
    times = new WaitTimes(chance, defaultWait, maxWait);
  }

  /// What the reader asks for, and what this server can say to that: where an answer may be stale,
  /// but this server is further behind than it may be, the leader is asked after all. Reads about
  /// services may be stale by default, `discovery_max_stale`.
  ///
  /// @throws org.consulkv.server.ApiException if a parameter is malformed, or two contradict each
  ///   other
  public ReadOptions options(Call call) {
    ReadOptions asked = ReadOptions.of(call.query());
    Duration most = asked.maxStale().orElse(null);
    if (most == null && asked.consistency() == Consistency.DEFAULT) {
      most = maxStaleByDefault(call);
    }
    if (most == null) {
      return asked;
    }
    boolean tooOld = reads.contact().last().compareTo(most) > 0;
    return asked.with(tooOld ? Consistency.DEFAULT : Consistency.STALE);
  }

  private static @Nullable Duration maxStaleByDefault(Call call) {
    Duration most = call.settings().discoveryMaxStale();
    return most.isZero()
            || !call.route().has(Route.Trait.TELLS_CONSISTENCY)
            || (!call.query().isEmpty() && call.query().has("leader"))
        ? null
        : most;
  }

  /// Answers a question whose parameters were read already.
  public <T> void answer(Call call, ReadOptions options, BlockingQuery<Found<T>> query) {
    placement.require(call);
    queries.add(1);
    behindBarrier(call, options, settled -> evaluate(call, settled, query));
  }

  /// The same options, with what the answer to a question is to say if its reader asks for cached
  /// answers.
  ///
  /// @throws org.consulkv.server.ApiException if `Cache-Control` is malformed
  public ReadOptions cached(Call call, ReadOptions options, Object question) {
    return askedBefore.cached(call, options, question);
  }

  /// How long to hold back an answer for a reader with this patience.
  public long waitNanos(Duration patience) {
    return times.nanos(patience);
  }

  /// The present state, for a step behind the barrier.
  public Snapshot snapshot() {
    return reads.snapshot();
  }

  /// Runs the step once the state is as new as the reader asked for: now, if it is already.
  public void behindBarrier(Call call, ReadOptions options, Runnable step) {
    behindBarrier(call, options, _ -> step.run());
  }

  /// The same; if there is no leader, the step is told so, should the reader take what was here
  /// before.
  public void behindBarrier(Call call, ReadOptions options, Consumer<ReadOptions> step) {
    if (maySpareLeader(options) && !reads.contact().knownLeader()) {
      step.accept(options.withoutLeader());
      return;
    }
    CompletableFuture<Void> barrier = reads.barrier(options.consistency());
    if (barrier.isDone() && !barrier.isCompletedExceptionally()) {
      current(options, step);
      return;
    }
    call.follow(
        barrier.handle((_, failure) -> Optional.ofNullable(failure)),
        failure -> {
          if (failure.isEmpty()) {
            current(options, step);
          } else if (maySpareLeader(options) && isForWantOfLeader(failure.get())) {
            step.accept(options.withoutLeader());
          } else {
            call.fail(failure.get());
          }
        });
  }

  private void current(ReadOptions options, Consumer<ReadOptions> step) {
    if (!wasCurrent && options.consistency() != Consistency.STALE) {
      wasCurrent = true;
    }
    step.accept(options);
  }

  private static boolean isForWantOfLeader(Throwable failure) {
    return Failures.asApi(failure).kind() == ErrorKind.NO_LEADER;
  }

  /// What a server has whose log was never up to date may be empty.
  private boolean maySpareLeader(ReadOptions options) {
    return wasCurrent
        && !options.lost().isNegative()
        && options.lost().compareTo(reads.contact().last()) >= 0;
  }

  private <T> void evaluate(Call call, ReadOptions options, BlockingQuery<Found<T>> query) {
    if (options.blocks()) {
      var parked = new ParkedRead<T>(this, call, options);
      parked.ask(blocking, query, times.nanos(options.patience()));
      return;
    }
    Snapshot snapshot = reads.snapshot();
    Object version = query.version(snapshot);
    Indexed<Found<T>> result =
        version == null
            ? query.evaluate(snapshot, WatchSet.NONE)
            : answers.get(query, snapshot, version, call.exchange().allocator());
    send(call, call.route(), options, result);
  }

  private <T> void send(Call call, Route route, ReadOptions options, Indexed<Found<T>> result) {
    Found<T> found = result.value();
    Reply reply = head(call.reply(found.status()), route, options, result);
    SharedBody shared = found.encoded();
    if (shared != null && found.hasBody()) {
      reply.headerLines(found.headers()).body(shared);
    } else if (found.hasBody()) {
      ByteBuf body = Reply.buffer(call.exchange().allocator(), found.expectedBytes());
      found.writeTo(body);
      reply.headerLines(found.headers()).body(body);
    }
    call.send(reply);
  }

  /// The headers of a read's answer.
  <T> Reply head(Reply reply, Route route, ReadOptions options, Indexed<Found<T>> result) {
    meta(reply, options, result.index());
    if (route.has(Route.Trait.TELLS_CONSISTENCY)) {
      reply.header(Headers.CONSISTENCY, options.effective());
    }
    return reply;
  }

  /// The headers that say how new an answer is.
  public Reply meta(Reply reply, ReadOptions options, long index) {
    reply.header(Headers.INDEX, index);
    cache(reply, options);
    if (options.streams()) {
      return reply.headerLines(Headers.STREAMED);
    }
    return leader(reply, options).headerLines(Headers.QUERY_BACKEND);
  }

  private void cache(Reply reply, ReadOptions options) {
    switch (options.cached()) {
      case NO -> {}
      case MISS -> reply.headerLines(Headers.CACHE_MISS);
      case HIT -> reply.headerLines(Headers.CACHE_HIT).header(Headers.AGE, age(options));
    }
  }

  private long age(ReadOptions options) {
    return options.consistency() == Consistency.STALE ? reads.contact().last().toSeconds() : 0;
  }

  /// The headers that say whether there is a leader.
  public Reply leader(Reply reply, ReadOptions options) {
    if (options.consistency() != Consistency.STALE) {
      return reply.headerLines(Headers.LEADER_IS_HERE);
    }
    Reads.Contact contact = reads.contact();
    if (contact.isCurrent()) {
      return reply.headerLines(Headers.LEADER_IS_HERE);
    }
    return reply
        .header(Headers.KNOWN_LEADER, String.valueOf(contact.knownLeader()))
        .header(Headers.LAST_CONTACT, TimeUnit.NANOSECONDS.toMillis(contact.last().toNanos()));
  }
}
