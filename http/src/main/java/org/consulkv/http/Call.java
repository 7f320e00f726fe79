package org.consulkv.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.consulkv.http.forward.AnswerSettings;
import org.consulkv.http.forward.Origin;
import org.consulkv.http.json.Json;
import org.consulkv.http.listener.Exchange;
import org.consulkv.http.listener.Handler;
import org.consulkv.http.listener.HttpLimits;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.request.QueryString;
import org.consulkv.http.request.RequestPath;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.jspecify.annotations.Nullable;

/// One request to a route of the API.
///
/// Threading: the connection's event loop, except the methods that send.
public final class Call implements Handler {
  private final Api api;
  private final Route route;
  private final String methodName;
  private final Route.@Nullable Method method;
  private final RequestPath path;
  private final String target;
  private final boolean mayWrite;
  private final @Nullable Origin origin;
  private QueryString query = QueryString.EMPTY;
  private final HttpHeaders headers;
  private @Nullable Exchange exchange;
  private long startNanos;

  /// How often it was tried in vain to have this answered by a leader.
  private int tries;

  /// @param target path and query as they were sent
  /// @param mayWrite whether the client's address is among those that may write
  /// @param origin where the request came from if another agent passed it on
  Call(
      Api api,
      Route route,
      String methodName,
      RequestPath path,
      String target,
      HttpHeaders headers,
      boolean mayWrite,
      @Nullable Origin origin) {
    this.api = api;
    this.route = route;
    this.methodName = methodName;
    this.path = path;
    this.target = target;
    this.headers = headers;
    this.mayWrite = mayWrite;
    this.origin = origin;
    method = route.method(methodName);
  }

  @Override
  public long bodyLimit() {
    return method == null ? HttpLimits.BODY_BYTES : method.bodyLimit();
  }

  @Override
  public boolean streamsBody() {
    return method != null
        && mayWrite
        && route.has(Route.Trait.STREAMS_BODY)
        && methodName.equals("PUT");
  }

  @Override
  public void handle(Exchange its) {
    exchange = its;
    startNanos = System.nanoTime();
    try {
      query = QueryString.of(target);
      if (new Admission(this, path.text()).isGranted(mayWrite) && !api.placement().passesOn(this)) {
        answerHere();
      }
    } catch (QueryString.Malformed e) {
      send(reply(500));
    } catch (ApiException e) {
      fail(e);
    }
  }

  /// Answers, whoever else might.
  public void answerHere() {
    try {
      required().endpoint().answer(this);
    } catch (Placement.Abroad e) {
      api.placement().passOn(this, e);
    } catch (ApiException e) {
      fail(e);
    }
  }

  private Route.Method required() {
    if (method == null) {
      throw new IllegalStateException("the route does not have this method");
    }
    return method;
  }

  /// Which agent may answer.
  Route.Scope scope() {
    return required().scope();
  }

  public static ApiException badRequest(String message) {
    return new ApiException(ErrorKind.BAD_REQUEST, message);
  }

  public Exchange exchange() {
    if (exchange == null) {
      throw new IllegalStateException("the request has not arrived yet");
    }
    return exchange;
  }

  public Api api() {
    return api;
  }

  public String methodName() {
    return methodName;
  }

  /// Path and query as they were sent.
  public String target() {
    return target;
  }

  /// Where the request came from if another agent passed it on.
  public Optional<Origin> origin() {
    return Optional.ofNullable(origin);
  }

  /// When the request arrived.
  public long startNanos() {
    return startNanos;
  }

  /// Counts one more try in vain.
  ///
  /// @return how many there were before
  public int countTry() {
    return tries++;
  }

  /// The name of the agent that got the request from its client.
  public String nodeName() {
    return origin == null ? api.config().nodeName() : origin.node();
  }

  /// What that agent says about answers.
  public AnswerSettings settings() {
    return origin == null ? api.config().answers() : origin.settings();
  }

  public Route route() {
    return route;
  }

  /// Whether the route has the method that is asked for.
  boolean hasMethod() {
    return method != null;
  }

  public QueryString query() {
    return query;
  }

  /// What follows the route's path, as bytes.
  public Bytes rest() {
    return path.bytesFrom(route.path().length());
  }

  /// What follows the route's path, as text.
  public String restText() {
    return path.textFrom(route.path().length());
  }

  /// A header's value, or an empty text.
  public String header(String name) {
    return headers.get(name, "");
  }

  /// The caller's token: `?token`, then `X-Consul-Token`, then a bearer token; empty without one.
  public String token() {
    String given = query.first("token");
    if (given.isEmpty()) {
      given = header("X-Consul-Token");
    }
    if (!given.isEmpty()) {
      return given;
    }
    String authorization = header(HttpHeaderNames.AUTHORIZATION.toString());
    return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : "";
  }

  /// The request's body.
  ///
  /// @throws ApiException if it was longer than the route's limit
  /// @param limitName the setting that bounds it
  public byte[] body(String limitName) {
    long length = exchange().bodyLength();
    byte[] body = exchange().body();
    if (length > bodyLimit() || (origin != null && body.length != length)) {
      throw new ApiException(
          ErrorKind.TOO_LARGE,
          "Request body("
              + length
              + " bytes) too large, max size: "
              + bodyLimit()
              + " bytes. See https://www.consul.io/docs/agent/options.html#"
              + limitName
              + ".");
    }
    return body;
  }

  /// Whether JSON is to be indented.
  public boolean pretty() {
    return settings().pretty() || (!query.isEmpty() && query.has("pretty"));
  }

  /// The beginning of an answer, with the headers that all answers of the API share.
  public Reply reply(int status) {
    return api.reply(status, settings());
  }

  public void send(Reply reply) {
    exchange().send(reply);
    if (method != null && origin == null) {
      method.time().record(System.nanoTime() - startNanos);
    }
  }

  /// Answers 200 with a JSON value.
  public void json(Json.Content content) {
    json(reply(200), content);
  }

  public void json(Reply reply, Json.Content content) {
    ByteBuf body = Reply.buffer(exchange().allocator(), 256);
    Json.write(body, pretty(), content);
    send(reply.headerLines(Headers.JSON).body(body));
  }

  /// Answers 200 without a body.
  public void ok() {
    send(reply(200));
  }

  /// Answers with an error, unless there is a leader to ask after all.
  public void fail(Throwable problem) {
    ApiException error = Failures.asApi(problem);
    boolean leaderless = method != null && error.kind() == ErrorKind.NO_LEADER;
    if (!leaderless || !(exchange().passBack() || api.placement().triesAgain(this))) {
      failAtLast(error);
    }
  }

  /// Answers with an error.
  public void failAtLast(Throwable problem) {
    send(api.failure(route, methodName, settings(), problem));
  }

  /// Goes on when the future is complete: on this request's event loop, with its value, or by
  /// answering with its failure.
  public <T extends @Nullable Object> void follow(CompletableFuture<T> future, Consumer<T> then) {
    if (future.isDone()) {
      finish(future, then);
    } else {
      var _ =
          future.whenComplete(
              (value, failure) -> exchange().loop().execute(() -> finish(future, then)));
    }
  }

  private <T extends @Nullable Object> void finish(CompletableFuture<T> future, Consumer<T> then) {
    try {
      then.accept(future.join());
    } catch (RuntimeException e) {
      fail(e);
    }
  }
}
