package org.consulkv.agent.check;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends a request: 2xx passes, 429 warns, all else is critical. A connection is used once, as the
/// check is to see whether a new client gets through.
final class HttpProber implements Prober {
  private static final int MAX_REDIRECTS = 10;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> SECRET = Set.of("authorization", "cookie", "host");
  private static final Set<Integer> KEEP_METHOD = Set.of(307, 308);

  private final Network network;
  private final Probe.Http probe;
  private final String method;
  private final int outputLimit;

  HttpProber(Network network, Probe.Http probe, int outputLimit) {
    this.network = network;
    this.probe = probe;
    this.outputLimit = outputLimit;
    method = probe.method().isEmpty() ? "GET" : probe.method();
  }

  @Override
  public Running start(Consumer<Result> done) {
    Attempt attempt = new Attempt(new Once(done));
    try {
      attempt.ask(HttpTarget.parse(probe.url()), method, true);
    } catch (IllegalArgumentException e) {
      attempt.done.accept(failure(String.valueOf(e.getMessage())));
    }
    return attempt;
  }

  @Override
  public Result timedOut(Duration timeout) {
    return failure("context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
  }

  private Result failure(String reason) {
    String verb = method.substring(0, 1) + method.substring(1).toLowerCase(Locale.ROOT);
    return Result.critical(verb + " \"" + probe.url() + "\": " + reason);
  }

  private Result judge(HttpResponse response, Output body) {
    int code = response.status().code();
    String output =
        "HTTP "
            + method
            + " "
            + probe.url()
            + ": "
            + code
            + " "
            + response.status().reasonPhrase()
            + " Output: "
            + body.text();
    if (code >= 200 && code <= 299) {
      return Result.passing(output);
    }
    return code == 429 ? Result.warning(output) : Result.critical(output);
  }

  /// @param own whether the target is the one that was defined: others, to which redirects lead, do
  ///   not get what was meant for it alone
  private FullHttpRequest request(HttpTarget target, String verb, boolean withBody, boolean own) {
    ByteBuf body =
        withBody
            ? Unpooled.copiedBuffer(probe.body(), StandardCharsets.UTF_8)
            : Unpooled.EMPTY_BUFFER;
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.valueOf(verb), target.pathAndQuery(), body);
    HttpHeaders headers = request.headers();
    headers.set(HttpHeaderNames.HOST, target.authority());
    headers.set(HttpHeaderNames.USER_AGENT, "Consul Health Check");
    headers.set(HttpHeaderNames.ACCEPT, "text/plain, text/*, */*");
    if (!target.userInfo().isEmpty()) {
      byte[] user = target.userInfo().getBytes(StandardCharsets.UTF_8);
      headers.set(
          HttpHeaderNames.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(user));
    }
    probe
        .header()
        .forEach((name, values) -> {
          if (own || !SECRET.contains(name.toLowerCase(Locale.ROOT))) {
            headers.set(name, values);
          }
        });
    headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    if (body.isReadable()) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    }
    return request;
  }

  /// One probe: the request, and those that redirects ask for.
  ///
  /// Threading: `call` is guarded by this; the rest is confined to one call after the other.
  private final class Attempt implements Running {
    private final Once done;
    private @Nullable HttpTarget origin;
    private int redirects;
    private boolean cancelled;
    private Running call = Running.NONE;

    Attempt(Once done) {
      this.done = done;
    }

    void ask(HttpTarget target, String verb, boolean withBody) {
      if (origin == null) {
        origin = target;
      }
      boolean own = origin.hostPort().equals(target.hostPort());
      HttpCall call =
          new HttpCall(
              () -> request(target, verb, withBody, own),
              target.tls()
                  ? channel ->
                      network.tls().handler(channel.alloc(), probe.tls(), target.hostPort(), false)
                  : null,
              new Judge(this, target, verb, withBody));
      Running dial =
          Dial.to(target.hostPort(), network.names(), network.tcp(), call, call.otherwise());
      synchronized (this) {
        this.call = dial;
        if (!cancelled) {
          return;
        }
      }
      dial.cancel();
    }

    void redirect(HttpTarget from, String location, int code, String verb, boolean withBody) {
      if (++redirects >= MAX_REDIRECTS) {
        done.accept(failure("stopped after " + MAX_REDIRECTS + " redirects"));
        return;
      }
      boolean keep = KEEP_METHOD.contains(code);
      boolean head = verb.equals("HEAD");
      try {
        ask(from.resolve(location), keep || head ? verb : "GET", withBody && keep);
      } catch (IllegalArgumentException e) {
        done.accept(failure(String.valueOf(e.getMessage())));
      }
    }

    @Override
    public void cancel() {
      Running current;
      synchronized (this) {
        cancelled = true;
        current = call;
      }
      current.cancel();
    }
  }

  private final class Judge implements HttpCall.Listener {
    private final Attempt attempt;
    private final HttpTarget target;
    private final String verb;
    private final boolean withBody;
    private final Output body = new Output(outputLimit);

    Judge(Attempt attempt, HttpTarget target, String verb, boolean withBody) {
      this.attempt = attempt;
      this.target = target;
      this.verb = verb;
      this.withBody = withBody;
    }

    @Override
    public void body(ByteBuf part) {
      body.write(part);
    }

    @Override
    public void answered(HttpResponse response) {
      int code = response.status().code();
      String location = response.headers().get(HttpHeaderNames.LOCATION);
      if (!probe.disableRedirects() && location != null && REDIRECTS.contains(code)) {
        attempt.redirect(target, location, code, verb, withBody);
      } else {
        attempt.done.accept(judge(response, body));
      }
    }

    @Override
    public void failed(Throwable cause) {
      attempt.done.accept(failure(GoErrors.text(cause)));
    }
  }
}
