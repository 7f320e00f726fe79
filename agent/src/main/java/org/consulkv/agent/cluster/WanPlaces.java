package org.consulkv.agent.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.coordinate.DatacenterPlaces;
import org.consulkv.gossip.net.GossipPool;
import org.consulkv.state.coordinate.Coordinate;
import org.consulkv.state.coordinate.NodeCoordinate;

/// Where all datacenters' servers are, as seen from this one.
///
/// Threading: thread-safe.
final class WanPlaces {
  private final GossipPool pool;
  private final ServerDirectory servers;

  WanPlaces(GossipPool pool, ServerDirectory servers) {
    this.pool = pool;
    this.servers = servers;
  }

  /// The datacenters by the median distance of their servers, this one first; those of which no
  /// place is known come last.
  CompletableFuture<List<DatacenterPlaces>> byDistance(String own, String ownName) {
    Map<String, List<CompletableFuture<Optional<NodeCoordinate>>>> asked = new TreeMap<>();
    Coordinate here = Cluster.shown(pool.coordinate());
    for (String datacenter : servers.datacenters()) {
      var places = asked.computeIfAbsent(datacenter, _ -> new ArrayList<>());
      for (KnownServer server : servers.servers(datacenter)) {
        boolean self = datacenter.equals(own) && server.name().equals(ownName);
        places.add(
            self
                ? CompletableFuture.completedFuture(
                    Optional.of(new NodeCoordinate(server.name(), "", here)))
                : placeOf(server));
      }
    }
    CompletableFuture<?>[] all =
        asked.values().stream().flatMap(List::stream).toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(all).thenApply(_ -> sorted(asked, own, here));
  }

  private CompletableFuture<Optional<NodeCoordinate>> placeOf(KnownServer server) {
    return pool.coordinateOf(server.name() + "." + server.datacenter())
        .thenApply(found ->
            found.map(place -> new NodeCoordinate(server.name(), "", Cluster.shown(place))));
  }

  private static List<DatacenterPlaces> sorted(
      Map<String, List<CompletableFuture<Optional<NodeCoordinate>>>> asked,
      String own,
      Coordinate here) {
    List<DatacenterPlaces> all = new ArrayList<>();
    asked.forEach((datacenter, places) ->
        all.add(
            new DatacenterPlaces(
                datacenter, places.stream().flatMap(place -> place.join().stream()).toList())));
    all.sort(
        Comparator.comparing((DatacenterPlaces one) -> !one.datacenter().equals(own))
            .thenComparingDouble(one -> one.medianSecondsFrom(here)));
    return all;
  }
}
