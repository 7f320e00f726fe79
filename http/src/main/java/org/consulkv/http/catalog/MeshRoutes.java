package org.consulkv.http.catalog;

import static org.consulkv.http.catalog.CatalogRoutes.required;

import java.util.List;
import org.consulkv.http.Call;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.reading.Form;
import org.consulkv.http.reading.Found;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Health;

/// Those reads of `/v1/catalog` and `/v1/health` that ask for instances within the service mesh.
/// Nothing here can be part of one, so they find nothing.
public final class MeshRoutes {
  private static final Form<List<Health>> NONE = Form.list(InstanceJson::health);

  private final Reading reading;

  public MeshRoutes(Reading reading) {
    this.reading = reading;
  }

  public void addTo(Routes routes) {
    List.of(
            routes.at("/v1/health/connect/").on("GET", this::none),
            routes.at("/v1/health/ingress/").on("GET", this::none))
        .forEach(
            route -> route.with(Route.Trait.TELLS_CONSISTENCY, Route.Trait.REFUSES_NAMESPACES));
    routes
        .at("/v1/catalog/connect/")
        .on("GET", this::none)
        .with(Route.Trait.ERRORS_CARRY_META, Route.Trait.TELLS_CONSISTENCY);
  }

  private void none(Call call) {
    ReadOptions options = reading.options(call);
    String name = required(call, "Missing service name");
    if (HealthRoutes.passingOnly(call).isEmpty()) {
      reading.answer(call, ReadOptions.PLAIN, new HealthReads.MalformedPassing(name));
      return;
    }
    reading.answer(call, options, new Nothing(call.pretty()));
  }

  private record Nothing(boolean pretty) implements BlockingQuery<Found<List<Health>>> {
    @Override
    public Indexed<Found<List<Health>>> evaluate(Snapshot snapshot, WatchSet watches) {
      long index = CatalogQueries.services(snapshot, watches).index();
      return new Indexed<>(index, new Found<>(List.of(), NONE, pretty));
    }
  }
}
