package org.consulkv.http.reading;

import io.netty.util.concurrent.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.consulkv.http.Api;
import org.consulkv.http.Call;
import org.consulkv.http.Route;
import org.consulkv.http.forward.AnswerSettings;
import org.consulkv.http.listener.Exchange;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.listener.Waiting;
import org.consulkv.server.blocking.BlockingQueries;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.server.blocking.Parked;
import org.consulkv.server.blocking.Waiter;
import org.consulkv.state.Indexed;
import org.jspecify.annotations.Nullable;

/// A read that waits for news. Holds as little as it can: there may be very many.
///
/// Threading: its connection's event loop.
final class ParkedRead<T> implements Waiter<Found<T>>, Waiting, Runnable {
  private final Reading reading;
  private final Api api;
  private final Route route;
  private final Exchange exchange;
  private final ReadOptions options;
  private final AnswerSettings settings;
  private @Nullable Parked parked;
  private @Nullable Future<?> timer;
  private boolean over;

  ParkedRead(Reading reading, Call call, ReadOptions options) {
    this.reading = reading;
    api = call.api();
    route = call.route();
    exchange = call.exchange();
    this.options = options;
    settings = call.settings();
  }

  void ask(BlockingQueries blocking, BlockingQuery<Found<T>> query, long waitNanos) {
    Parked place = blocking.ask(query, options.index(), this);
    if (!over) {
      parked = place;
      exchange.holdBack(this);
      timer = exchange.loop().schedule(this, waitNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public Executor executor() {
    return exchange.loop();
  }

  @Override
  public void answer(Indexed<Found<T>> result) {
    if (end()) {
      Found<T> found = result.value();
      Reply reply = reading.head(api.reply(found.status(), settings), route, options, result);
      if (found.hasBody()) {
        reply.headerLines(found.headers()).body(found.shared(exchange.allocator()));
      }
      exchange.send(reply);
    }
  }

  @Override
  public void fail(RuntimeException failure) {
    if (end()) {
      exchange.send(api.failure(route, "GET", settings, failure));
    }
  }

  /// The wait is over: what there is now is the answer.
  @Override
  public void run() {
    hurry();
  }

  @Override
  public void hurry() {
    if (parked != null) {
      parked.expire();
    }
  }

  @Override
  public void abandon() {
    if (end() && parked != null) {
      parked.cancel();
    }
  }

  private boolean end() {
    if (over) {
      return false;
    }
    over = true;
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    return true;
  }
}
