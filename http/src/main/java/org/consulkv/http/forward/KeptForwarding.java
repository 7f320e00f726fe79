package org.consulkv.http.forward;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.consulkv.agent.cache.AgentCache;
import org.consulkv.agent.cache.CacheLimits;
import org.consulkv.agent.cache.Fetch;
import org.consulkv.agent.cache.Fetched;
import org.consulkv.agent.cache.Freshness;
import org.consulkv.agent.cache.Kept;
import org.consulkv.agent.router.Errand;
import org.consulkv.agent.router.Router;
import org.consulkv.http.Call;
import org.consulkv.http.Headers;
import org.consulkv.http.Route;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.reading.CacheControl;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;

/// Answers of other agents that are kept for those who ask with `?cached`.
///
/// Threading: thread-safe.
final class KeptForwarding {
  /// What an answer takes beside its content, about.
  private static final int OVERHEAD_BYTES = 1024;

  private static final int OK = 200;
  private static final String LINE_END = "\r\n";
  private static final String INDEX = "x-consul-index:";

  private final Router router;
  private final Patience patience;
  private final AgentCache<ForwardedAnswer> cache;

  KeptForwarding(Router router, Patience patience, CacheLimits limits) {
    this.router = router;
    this.patience = patience;
    cache = router.cache(limits, KeptForwarding::fetched);
  }

  /// Requests that have the same answer.
  ///
  /// @param headers who asks
  /// @param origin with the client's address where that matters
  private record Question(String target, List<String> headers, Origin origin) {}

  /// An answer that says why there is none.
  private static final class Refused extends RuntimeException {
    private final transient ForwardedAnswer answer;

    Refused(ForwardedAnswer answer) {
      super("answered with status " + answer.status(), null, false, false);
      this.answer = answer;
    }
  }

  /// Whether the client takes kept answers and this is a request that has such.
  boolean takes(Call call) {
    if (call.query().isEmpty()
        || !call.query().has("cached")
        || call.origin().isPresent()
        || !call.methodName().equals("GET")
        || !(watches(call) || call.route().has(Route.Trait.KEPT))
        || !call.api().config().http().useCache()) {
      return false;
    }
    try {
      ReadOptions _ = ReadOptions.of(call.query());
      CacheControl _ = control(call);
      return true;
    } catch (ApiException e) {
      return false; // the other agent will say what is wrong
    }
  }

  private static boolean watches(Call call) {
    return call.route().has(Route.Trait.KEPT_AND_WATCHED);
  }

  private static CacheControl control(Call call) {
    return CacheControl.of(call.header("Cache-Control"));
  }

  /// @param others the way to those who answer
  CompletableFuture<Kept<ForwardedAnswer>> ask(
      Call call, Function<Errand, CompletableFuture<Bytes>> others) {
    ReadOptions options = ReadOptions.of(call.query());
    boolean watches = watches(call);
    Origin origin = Origin.of(call, false);
    Question question =
        watches
            ? new Question(target(call), RelayedHeaders.who(call), origin.ofNobody())
            : new Question(target(call), RelayedHeaders.whoAndWhere(call), origin);
    Fetch fetch = index -> others.apply(errand(question, index));
    return watches
        ? cache.watched(
            question,
            fetch,
            options.index(),
            Duration.ofNanos(patience.waits().nanos(options.patience())))
        : cache.fresh(question, fetch, freshness(control(call)));
  }

  private static Freshness freshness(CacheControl control) {
    if (!control.anew() && control.maxAge().isEmpty()) {
      return Freshness.ANY_AGE;
    }
    Duration maxAge = control.anew() ? Freshness.NEW : control.maxAge().get();
    return new Freshness(maxAge, control.staleIfError().orElse(Duration.ZERO));
  }

  private Errand errand(Question question, long index) {
    Duration wait = patience.waits().defaultWait();
    String target =
        index == 0
            ? question.target()
            : question.target() + "&index=" + index + "&wait=" + wait.toMillis() + "ms";
    ForwardedRequest request =
        new ForwardedRequest("GET", target, question.headers(), Bytes.EMPTY, 0, question.origin());
    Duration most = index == 0 ? patience.ofWrites() : patience.ofWait(wait);
    return new Errand(Forwarding.API, request.encoded(), true, most, router.nanos());
  }

  /// The request without what concerns only this reader.
  private static String target(Call call) {
    String target = call.target();
    StringBuilder rest = new StringBuilder(target.substring(0, target.indexOf('?') + 1));
    for (String part : call.query().raw().split("&", -1)) {
      String name = part.split("=", 2)[0];
      if (!part.isEmpty() && !name.equals("index") && !name.equals("wait")) {
        rest.append(part).append('&');
      }
    }
    rest.setLength(rest.length() - 1);
    return rest.toString();
  }

  private static Fetched<ForwardedAnswer> fetched(Bytes encoded) {
    ForwardedAnswer answer = ForwardedAnswer.decode(encoded);
    if (answer.status() != OK) {
      throw new Refused(answer);
    }
    StringBuilder lines = new StringBuilder(answer.lines().length());
    long index = 0;
    for (String line : new String(answer.lines().shared(), ISO_8859_1).split(LINE_END, -1)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith(INDEX)) {
        index = Long.parseLong(line.substring(INDEX.length()).strip());
      }
      if (!line.isEmpty() && !lower.startsWith("x-cache:") && !lower.startsWith("age:")) {
        lines.append(line).append(LINE_END);
      }
    }
    Bytes kept = Bytes.owning(lines.toString().getBytes(ISO_8859_1));
    return new Fetched<>(
        new ForwardedAnswer(OK, kept, answer.body(), answer.applied()),
        index,
        (long) OVERHEAD_BYTES + kept.length() + answer.body().length());
  }

  /// What the client gets.
  static Reply reply(Kept<ForwardedAnswer> kept) {
    Reply reply = kept.answer().reply();
    return kept.hit()
        ? reply.headerLines(Headers.CACHE_HIT).header(Headers.AGE, kept.age().toSeconds())
        : reply.headerLines(Headers.CACHE_MISS);
  }

  /// What the client gets if there is no answer to keep, but one that says why.
  static Optional<Reply> refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof Refused refused
        ? Optional.of(refused.answer.reply())
        : Optional.empty();
  }
}
