package org.consulkv.http.forward;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.consulkv.agent.cache.CacheLimits;
import org.consulkv.agent.config.CacheConfig;
import org.consulkv.agent.router.Errand;
import org.consulkv.agent.router.Router;
import org.consulkv.agent.router.Router.Place;
import org.consulkv.http.Call;
import org.consulkv.http.Route;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.listener.Waiting;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Server;

/// Passes requests on to other agents and relays their answers.
///
/// A request is held while there is nobody to ask, and asked again where that is safe: always if
/// nothing was done; if an answer was lost, only for reads.
///
/// Threading: thread-safe.
public final class Forwarding {
  /// The method of requests that fit into one message, and their answers.
  static final String API = "api";

  /// The method of requests whose body or answer may be long.
  static final String API_STREAM = "api.stream";

  private final Router router;
  private final boolean server;
  private final Patience patience;
  private final Progress progress;
  private final LongForwarding streams;
  private final KeptForwarding kept;

  /// @param server this agent's, if it is one
  public Forwarding(
      Router router,
      Optional<Server> server,
      Patience patience,
      CacheConfig cache,
      Executor mayBlock) {
    this.router = router;
    this.server = server.isPresent();
    this.patience = patience;
    progress = new Progress(server);
    streams = new LongForwarding(router, mayBlock);
    kept = new KeptForwarding(router, patience, CacheLimits.of(cache));
  }

  public boolean isServer() {
    return server;
  }

  /// Whether this agent leads.
  public boolean leads() {
    return router.leads();
  }

  /// Whether there is a way to the datacenter.
  public boolean knows(String datacenter) {
    return router.knows(datacenter);
  }

  /// Has the leader answer, which may turn out to be this agent.
  public void toLeader(Call call) {
    if (call.exchange().passBack() || isLost(call)) {
      return;
    }
    if (streams(call)) {
      streams.send(call, new Place.Leader(), request(call, true));
      return;
    }
    CompletableFuture<Optional<Bytes>> answer = router.toLeader(errand(call, true));
    whenGone(call, answer);
    var _ =
        answer.whenComplete((found, failure) -> {
          if (answer.isCancelled()) {
            return; // nobody waits for it
          }
          if (failure != null) {
            call.failAtLast(failure);
          } else if (found.isPresent()) {
            relayOnceHere(call, found.get());
          } else {
            call.exchange().loop().execute(call::answerHere);
          }
        });
  }

  /// Has any server of this datacenter answer.
  public void toServer(Call call) {
    if (streams(call)) {
      streams.send(call, router.here(), request(call, false));
    } else if (kept.takes(call)) {
      relayed(call, kept.ask(call, router::toServer), KeptForwarding::reply);
    } else {
      relayed(call, router.toServer(errand(call, false)), Forwarding::reply);
    }
  }

  /// Has any server of another datacenter answer.
  public void toDatacenter(Call call, String datacenter) {
    if (isLost(call)) {
      return;
    }
    if (streams(call)) {
      streams.send(call, new Place.In(datacenter), request(call, false));
    } else if (kept.takes(call)) {
      relayed(
          call,
          kept.ask(call, errand -> router.toDatacenter(datacenter, errand)),
          KeptForwarding::reply);
    } else {
      relayed(call, router.toDatacenter(datacenter, errand(call, false)), Forwarding::reply);
    }
  }

  /// Tries a request again, after a while, that this agent could not answer for want of a leader.
  ///
  /// @return false if it was held long enough
  public boolean tryAgain(Call call) {
    return server
        && !streams(call)
        && router.hold(
            call.countTry(),
            call.startNanos(),
            () -> call.exchange().loop().execute(() -> toLeader(call)));
  }

  /// Agents that disagree on who leads, or what a datacenter is called, could pass a request on for
  /// ever.
  private static boolean isLost(Call call) {
    if (call.origin().filter(origin -> !origin.mayGoOn()).isEmpty()) {
      return false;
    }
    call.failAtLast(new ApiException(ErrorKind.NO_LEADER, "the request was passed on too often"));
    return true;
  }

  private static boolean streams(Call call) {
    return call.route().has(Route.Trait.STREAMS_BODY);
  }

  private Errand errand(Call call, boolean onlyLeader) {
    boolean read = call.methodName().equals("GET");
    return new Errand(
        API,
        request(call, onlyLeader).encoded(),
        read,
        read ? patience.of(call.query()) : patience.ofWrites(),
        call.startNanos());
  }

  private static ForwardedRequest request(Call call, boolean onlyLeader) {
    boolean streams = streams(call);
    return new ForwardedRequest(
        call.methodName(),
        call.target(),
        RelayedHeaders.of(call),
        streams ? Bytes.EMPTY : Bytes.owning(call.exchange().body()),
        streams ? 0 : call.exchange().bodyLength(),
        Origin.of(call, onlyLeader));
  }

  private static <T> void relayed(
      Call call, CompletableFuture<T> answer, Function<T, Reply> reply) {
    whenGone(call, answer);
    var _ =
        answer.whenComplete((found, failure) -> {
          if (answer.isCancelled()) {
            return; // nobody waits for it
          }
          if (failure != null) {
            KeptForwarding.refusal(failure)
                .ifPresentOrElse(call::send, () -> call.failAtLast(failure));
          } else {
            relay(call, found, reply);
          }
        });
  }

  /// Relays the answer to a write when this agent's own state has what was written.
  private void relayOnceHere(Call call, Bytes answer) {
    if (call.methodName().equals("GET")) {
      relay(call, answer, Forwarding::reply);
      return;
    }
    long applied;
    try {
      applied = ForwardedAnswer.decode(answer).applied();
    } catch (RuntimeException e) {
      call.failAtLast(e);
      return;
    }
    var _ = progress.reached(applied).thenRun(() -> relay(call, answer, Forwarding::reply));
  }

  private static Reply reply(Bytes answer) {
    return ForwardedAnswer.decode(answer).reply();
  }

  private static <T> void relay(Call call, T answer, Function<T, Reply> reply) {
    try {
      call.send(reply.apply(answer));
    } catch (RuntimeException e) {
      call.failAtLast(e);
    }
  }

  /// A read that nobody waits for any more need not be answered; of a write, that is not sure.
  private static void whenGone(Call call, CompletableFuture<?> answer) {
    if (!call.methodName().equals("GET") || answer.isDone()) {
      return;
    }
    call.exchange()
        .holdBack(
            new Waiting() {
              @Override
              public boolean isForChange() {
                return !call.query().first("index").isEmpty();
              }

              @Override
              public void abandon() {
                answer.cancel(false);
              }

              @Override
              public void hurry() {
                answer.completeExceptionally(
                    new ApiException(ErrorKind.OVERLOADED, "this agent is stopping"));
              }
            });
  }
}
