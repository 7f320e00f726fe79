package org.consulkv.http.catalog;

import static org.consulkv.http.catalog.CatalogRoutes.required;

import java.util.List;
import java.util.Optional;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.ApiException;
import org.consulkv.server.Consistency;

/// The reads of `/v1/health`.
public final class HealthRoutes {
  private final Reading reading;
  private final boolean streaming;

  /// @param streaming whether answers that Consul's streaming backend would give are to look so
  public HealthRoutes(Reading reading, boolean streaming) {
    this.reading = reading;
    this.streaming = streaming;
  }

  public void addTo(Routes routes) {
    List.of(
            routes.at("/v1/health/node/").on("GET", this::nodeChecks),
            routes.at("/v1/health/checks/").on("GET", this::serviceChecks),
            routes.at("/v1/health/state/").on("GET", this::checksInState))
        .forEach(route ->
            route.with(
                Route.Trait.ERRORS_CARRY_META,
                Route.Trait.TELLS_CONSISTENCY,
                Route.Trait.REFUSES_NAMESPACES));
    routes
        .at("/v1/health/service/")
        .on("GET", this::health)
        .with(
            Route.Trait.TELLS_CONSISTENCY,
            Route.Trait.REFUSES_NAMESPACES,
            Route.Trait.KEPT_AND_WATCHED);
  }

  private void nodeChecks(Call call) {
    ReadOptions options = reading.options(call);
    checks(call, options, new HealthReads.Of.OnNode(required(call, "Missing node name")));
  }

  private void serviceChecks(Call call) {
    ReadOptions options = reading.options(call);
    checks(call, options, new HealthReads.Of.OfService(required(call, "Missing service name")));
  }

  private void checksInState(Call call) {
    ReadOptions options = reading.options(call);
    String state = required(call, "Missing check state");
    Optional<String> only = state.equals("any") ? Optional.empty() : Optional.of(state);
    checks(call, options, new HealthReads.Of.InState(only));
  }

  private void checks(Call call, ReadOptions options, HealthReads.Of which) {
    var narrowing = Narrowing.of(call, CatalogSelectors.CHECK);
    reading.answer(call, options, new HealthReads.Checks(which, narrowing, call.pretty()));
  }

  private void health(Call call) {
    ReadOptions options = reading.options(call);
    String name = required(call, "Missing service name");
    Optional<Boolean> passing = passingOnly(call);
    if (passing.isEmpty()) {
      reading.answer(call, ReadOptions.PLAIN, new HealthReads.MalformedPassing(name));
      return;
    }
    var narrowing = Narrowing.of(call, CatalogSelectors.HEALTH);
    var question =
        new HealthReads.Instances(
            name,
            passing.get(),
            call.query().all("tag"),
            narrowing,
            WanAddresses.of(call),
            call.pretty());
    ReadOptions cached = reading.cached(call, options, question);
    reading.answer(call, streams(cached, narrowing) ? cached.streaming() : cached, question);
  }

  /// Which questions Consul hands to its streaming backend: those that wait or may be cached,
  /// unless they ask for an order or a consistency that it does not have.
  private boolean streams(ReadOptions options, Narrowing<?> narrowing) {
    return streaming
        && (options.blocks() || options.isCached())
        && narrowing.isInNaturalOrder()
        && options.consistency() != Consistency.CONSISTENT;
  }

  /// `?passing` alone means true; nothing if the value is malformed.
  static Optional<Boolean> passingOnly(Call call) {
    Optional<String> passing = call.query().value("passing");
    try {
      return Optional.of(
          passing.isPresent() && (passing.get().isEmpty() || GoNumbers.truth(passing.get())));
    } catch (ApiException e) {
      return Optional.empty();
    }
  }
}
