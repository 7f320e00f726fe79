package org.consulkv.http.catalog;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.agent.coordinate.DatacenterPlaces;
import org.consulkv.http.Call;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.filter.Filter;
import org.consulkv.http.reading.Found;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.blocking.BlockingQuery;

/// The reads of `/v1/catalog`.
public final class CatalogRoutes {
  private final Reading reading;
  private final Supplier<CompletableFuture<List<DatacenterPlaces>>> datacenters;

  /// @param datacenters all datacenters, the nearest first
  public CatalogRoutes(
      Reading reading, Supplier<CompletableFuture<List<DatacenterPlaces>>> datacenters) {
    this.reading = reading;
    this.datacenters = datacenters;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/catalog/datacenters").on("GET", this::datacenters).with(Route.Trait.KEPT);
    Route services = routes.at("/v1/catalog/services").on("GET", this::services);
    Route service = routes.at("/v1/catalog/service/").on("GET", this::service);
    List.of(
            routes.at("/v1/catalog/nodes").on("GET", this::nodes),
            services.with(Route.Trait.KEPT_AND_WATCHED),
            service.with(Route.Trait.KEPT_AND_WATCHED),
            routes.at("/v1/catalog/node/").on("GET", call -> node(call, false)),
            routes.at("/v1/catalog/node-services/").on("GET", call -> node(call, true)))
        .forEach(route -> route.with(Route.Trait.ERRORS_CARRY_META, Route.Trait.TELLS_CONSISTENCY));
  }

  private void datacenters(Call call) {
    call.follow(
        datacenters.get(),
        all ->
            call.json(json -> {
              json.writeStartArray();
              for (DatacenterPlaces one : all) {
                json.writeString(one.datacenter());
              }
              json.writeEndArray();
            }));
  }

  private void nodes(Call call) {
    ReadOptions options = reading.options(call);
    var narrowing = Narrowing.of(call, CatalogSelectors.NODE);
    reading.answer(
        call, options, new CatalogReads.Nodes(narrowing, WanAddresses.of(call), call.pretty()));
  }

  private void services(Call call) {
    ReadOptions options = reading.options(call);
    cached(
        call, options, new CatalogReads.Services(Narrowing.nodeMeta(call.query()), call.pretty()));
  }

  private void service(Call call) {
    ReadOptions options = reading.options(call);
    String name = required(call, "Missing service name");
    List<String> tags = call.query().all("tag");
    var narrowing = Narrowing.of(call, CatalogSelectors.INSTANCE);
    cached(
        call,
        options,
        new CatalogReads.Instances(name, tags, narrowing, WanAddresses.of(call), call.pretty()));
  }

  private void node(Call call, boolean asList) {
    ReadOptions options = reading.options(call);
    String name = required(call, "Missing node name");
    var filter = Filter.parse(call.query().first("filter"), CatalogSelectors.SERVICE);
    reading.answer(
        call,
        options,
        new CatalogReads.OneNode(name, filter, WanAddresses.of(call), asList, call.pretty()));
  }

  private <T> void cached(Call call, ReadOptions options, BlockingQuery<Found<T>> query) {
    reading.answer(call, reading.cached(call, options, query), query);
  }

  static String required(Call call, String otherwise) {
    String rest = call.restText();
    if (rest.isEmpty()) {
      throw Call.badRequest(otherwise);
    }
    return rest;
  }
}
