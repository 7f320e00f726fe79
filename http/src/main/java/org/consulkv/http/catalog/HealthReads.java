package org.consulkv.http.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.http.reading.Form;
import org.consulkv.http.reading.Found;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.Check;

/// The questions of `GET /v1/health`.
final class HealthReads {
  private static final Form<List<Check>> CHECKS =
      Form.list((json, check) -> CatalogJson.check(json, check, true));
  private static final Form<List<Health>> INSTANCES = Form.list(InstanceJson::health);

  private HealthReads() {}

  record OfNode(String node, boolean pretty) implements BlockingQuery<Found<List<Check>>> {
    @Override
    public Indexed<Found<List<Check>>> evaluate(Snapshot snapshot, WatchSet watches) {
      return found(CatalogQueries.nodeChecks(snapshot, watches, node), pretty);
    }
  }

  record OfService(String service, boolean pretty) implements BlockingQuery<Found<List<Check>>> {
    @Override
    public Indexed<Found<List<Check>>> evaluate(Snapshot snapshot, WatchSet watches) {
      return found(CatalogQueries.serviceChecks(snapshot, watches, service), pretty);
    }
  }

  /// @param state empty for any
  record InState(Optional<String> state, boolean pretty)
      implements BlockingQuery<Found<List<Check>>> {
    @Override
    public Indexed<Found<List<Check>>> evaluate(Snapshot snapshot, WatchSet watches) {
      return found(CatalogQueries.checksInState(snapshot, watches, state), pretty);
    }
  }

  private static Indexed<Found<List<Check>>> found(Indexed<List<Check>> checks, boolean pretty) {
    return new Indexed<>(checks.index(), new Found<>(checks.value(), CHECKS, pretty));
  }

  record Instances(
      String service,
      boolean passingOnly,
      List<String> tags,
      Map<String, String> meta,
      boolean pretty)
      implements BlockingQuery<Found<List<Health>>> {
    @Override
    public Indexed<Found<List<Health>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<Health>> found = CatalogQueries.health(snapshot, watches, service);
      List<Health> instances =
          found.value().stream()
              .filter(health -> !passingOnly || passes(health))
              .filter(health -> CatalogReads.tagged(health.service(), tags))
              .filter(health -> CatalogReads.hasAll(health.node().meta(), meta))
              .toList();
      return new Indexed<>(found.index(), new Found<>(instances, INSTANCES, pretty));
    }

    private static boolean passes(Health health) {
      return health.checks().stream().allMatch(check -> check.status().equals(Check.PASSING));
    }
  }
}
