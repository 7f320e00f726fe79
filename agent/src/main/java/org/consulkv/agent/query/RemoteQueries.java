package org.consulkv.agent.query;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.consulkv.agent.coordinate.DatacenterPlaces;
import org.consulkv.agent.router.Errand;
import org.consulkv.agent.router.Router;
import org.consulkv.server.query.ExecuteOptions;
import org.consulkv.server.query.OtherDatacenters;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.query.PreparedQuery;

/// Other datacenters, by their servers.
///
/// Threading: thread-safe.
public final class RemoteQueries implements OtherDatacenters {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Router router;
  private final Supplier<CompletableFuture<List<DatacenterPlaces>>> places;
  private final String own;

  /// @param places all datacenters, the nearest first
  /// @param own this datacenter
  public RemoteQueries(
      Router router, Supplier<CompletableFuture<List<DatacenterPlaces>>> places, String own) {
    this.router = router;
    this.places = places;
    this.own = own;
  }

  @Override
  public CompletableFuture<List<String>> nearestFirst() {
    return places
        .get()
        .thenApply(all ->
            all.stream()
                .map(DatacenterPlaces::datacenter)
                .filter(one -> !one.equals(own))
                .toList());
  }

  @Override
  public CompletableFuture<List<Health>> execute(
      String datacenter, PreparedQuery query, ExecuteOptions options) {
    Errand errand =
        new Errand(
                QueryCall.METHOD,
                new QueryCall(query, options).encoded(),
                true,
                PATIENCE,
                router.nanos())
            .notHeld();
    return router.toDatacenter(datacenter, errand).thenApply(QueryCall::readAnswer);
  }
}
