package org.consulkv.server.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.PreparedQuery.Failover;
import org.consulkv.state.query.PreparedQuery.Place;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Executes a query in other datacenters, one after the other, until one has instances. One that
/// does not answer counts as one that has none.
///
/// Threading: one step at a time, on whatever thread an answer comes.
final class FailingOver {
  private static final Logger LOG = LoggerFactory.getLogger("agent.server.prepared_query");

  private final OtherDatacenters others;
  private final PreparedQuery query;
  private final ExecuteOptions options;
  private final CompletableFuture<Execution> result = new CompletableFuture<>();
  private final Deque<String> left = new ArrayDeque<>();
  private Execution best;
  private int tried;

  private FailingOver(OtherDatacenters others, Execution here, ExecuteOptions options) {
    this.others = others;
    this.query = here.query();
    this.options = options;
    best = here;
  }

  /// Whether a query says where else to look.
  static boolean isWanted(PreparedQuery query) {
    Failover failover = query.service().failover();
    return failover.nearestN() > 0 || !named(failover).isEmpty();
  }

  /// @param here what was found in this datacenter, which is nothing
  static CompletableFuture<Execution> from(
      Execution here, OtherDatacenters others, ExecuteOptions options) {
    FailingOver failing = new FailingOver(others, here, options);
    var _ =
        others
            .nearestFirst()
            .whenComplete((known, failure) -> {
              failing.begin(failure == null ? known : List.of());
            });
    return failing.result;
  }

  private void begin(List<String> known) {
    Failover failover = query.service().failover();
    Set<String> wanted = new LinkedHashSet<>();
    known.stream().limit(Math.max(0, failover.nearestN())).forEach(wanted::add);
    for (String datacenter : named(failover)) {
      if (known.contains(datacenter)) {
        wanted.add(datacenter);
      } else {
        LOG.debug("skipping the unknown datacenter {}", datacenter);
      }
    }
    wanted.remove(best.datacenter());
    left.addAll(wanted);
    next();
  }

  private static List<String> named(Failover failover) {
    List<Place> places = failover.places();
    List<String> named = new ArrayList<>();
    if (places != null) {
      places.stream()
          .map(Place::datacenter)
          .filter(datacenter -> !datacenter.isEmpty())
          .forEach(named::add);
    }
    List<String> datacenters = failover.datacenters();
    if (datacenters != null) {
      named.addAll(datacenters);
    }
    return named;
  }

  private void next() {
    String datacenter = left.poll();
    if (datacenter == null || !best.nodes().isEmpty()) {
      result.complete(best);
      return;
    }
    tried++;
    var _ =
        others
            .execute(datacenter, query, options)
            .whenComplete((found, failure) -> {
              if (failure == null) {
                best = new Execution(query, found, datacenter, tried);
              } else {
                LOG.warn("the query failed in datacenter {}", datacenter, failure);
                best = new Execution(query, best.nodes(), best.datacenter(), tried);
              }
              next();
            });
  }
}
