package org.consulkv.http.forward;

import static org.consulkv.runtime.rpc.RpcException.Reason.REFUSED;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.http.Api;
import org.consulkv.http.Call;
import org.consulkv.http.listener.Exchange;
import org.consulkv.http.listener.Reply;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the requests that other agents pass on, by the routes of this agent's API.
///
/// Threading: thread-safe.
public final class Answering {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

  private final Api api;
  private final Supplier<EventLoop> loops;
  private final Progress progress;

  /// @param loops gives a loop for the next request
  public Answering(Api api, Supplier<EventLoop> loops, Progress progress) {
    this.api = api;
    this.loops = loops;
    this.progress = progress;
  }

  public void addTo(RpcServices services) {
    services.on(Forwarding.API, this::answer);
    services.onStream(Forwarding.API_STREAM, this::answer);
  }

  private CompletableFuture<Bytes> answer(Bytes encoded) {
    ForwardedRequest request = ForwardedRequest.decode(encoded);
    Call call = open(request);
    RelayedExchange exchange = new RelayedExchange(request, loops.get(), progress);
    exchange.loop().execute(() -> handle(call, exchange));
    return exchange.answer();
  }

  private void answer(InputStream from, OutputStream to) throws IOException {
    ForwardedRequest request = ForwardedRequest.decode(Framed.read(from));
    Call call = open(request);
    StreamedExchange exchange = new StreamedExchange(request, loops.get(), from, to);
    exchange.loop().execute(() -> handle(call, exchange));
    exchange.await();
  }

  private Call open(ForwardedRequest request) {
    return api.open(
            request.method(),
            request.target(),
            RelayedHeaders.read(request.headers()),
            request.origin())
        .orElseThrow(() ->
            new RpcException(
                REFUSED,
                "this agent's release does not know " + request.method() + " " + request.target()));
  }

  private static void handle(Call call, Exchange exchange) {
    try {
      call.handle(exchange);
    } catch (RuntimeException e) {
      LOG.error("a request could not be answered", e);
      exchange.send(Reply.text(500, "internal error: " + e));
    }
  }
}
