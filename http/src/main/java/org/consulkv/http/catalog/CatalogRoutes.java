package org.consulkv.http.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.ApiException;

/// The reads of `/v1/catalog` and `/v1/health`.
public final class CatalogRoutes {
  private final Reading reading;
  private final String datacenter;

  public CatalogRoutes(Reading reading, String datacenter) {
    this.reading = reading;
    this.datacenter = datacenter;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/catalog/datacenters").on("GET", this::datacenters);
    List.of(
            routes.at("/v1/catalog/nodes").on("GET", this::nodes),
            routes.at("/v1/catalog/services").on("GET", this::services),
            routes.at("/v1/catalog/service/").on("GET", this::service),
            routes.at("/v1/catalog/node/").on("GET", this::node))
        .forEach(route -> route.with(Route.Trait.ERRORS_CARRY_META, Route.Trait.TELLS_CONSISTENCY));
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
        .with(Route.Trait.TELLS_CONSISTENCY, Route.Trait.REFUSES_NAMESPACES);
  }

  private void datacenters(Call call) {
    call.json(json -> {
      json.writeStartArray();
      json.writeString(datacenter);
      json.writeEndArray();
    });
  }

  private void nodes(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    reading.answer(call, options, new CatalogReads.Nodes(nodeMeta(call), call.pretty()));
  }

  private void services(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    reading.answer(call, options, new CatalogReads.Services(nodeMeta(call), call.pretty()));
  }

  private void service(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    String name = required(call, "Missing service name");
    reading.answer(
        call,
        options,
        new CatalogReads.Instances(name, call.query().all("tag"), nodeMeta(call), call.pretty()));
  }

  private void node(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    String name = required(call, "Missing node name");
    reading.answer(call, options, new CatalogReads.OneNode(name, call.pretty()));
  }

  private void nodeChecks(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    String node = required(call, "Missing node name");
    reading.answer(call, options, new HealthReads.OfNode(node, call.pretty()));
  }

  private void serviceChecks(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    String service = required(call, "Missing service name");
    reading.answer(call, options, new HealthReads.OfService(service, call.pretty()));
  }

  private void checksInState(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    String state = required(call, "Missing check state");
    Optional<String> only = state.equals("any") ? Optional.empty() : Optional.of(state);
    reading.answer(call, options, new HealthReads.InState(only, call.pretty()));
  }

  private void health(Call call) {
    ReadOptions options = ReadOptions.of(call.query());
    String name = required(call, "Missing service name");
    reading.answer(
        call,
        options,
        new HealthReads.Instances(
            name, passingOnly(call), call.query().all("tag"), nodeMeta(call), call.pretty()));
  }

  /// `?passing` alone means true.
  private static boolean passingOnly(Call call) {
    Optional<String> passing = call.query().value("passing");
    try {
      return passing.isPresent() && (passing.get().isEmpty() || GoNumbers.truth(passing.get()));
    } catch (ApiException e) {
      throw Call.badRequest("Invalid value for ?passing");
    }
  }

  /// The pairs of `?node-meta=key:value`, which must all fit.
  private static Map<String, String> nodeMeta(Call call) {
    Map<String, String> meta = new LinkedHashMap<>();
    for (String pair : call.query().all("node-meta")) {
      int colon = pair.indexOf(':');
      meta.put(
          colon < 0 ? pair : pair.substring(0, colon), colon < 0 ? "" : pair.substring(colon + 1));
    }
    return meta;
  }

  private static String required(Call call, String otherwise) {
    String rest = call.restText();
    if (rest.isEmpty()) {
      throw Call.badRequest(otherwise);
    }
    return rest;
  }
}
