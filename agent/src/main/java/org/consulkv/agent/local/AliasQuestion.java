package org.consulkv.agent.local;

import java.util.List;
import java.util.Optional;
import org.consulkv.agent.check.AliasSource.Aliased;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.NodeServices;
import org.consulkv.state.catalog.Check;

/// The checks of a node, or of a service on it; empty if that is not there.
public record AliasQuestion(String node, String serviceId)
    implements BlockingQuery<Optional<List<Aliased>>> {
  @Override
  public Indexed<Optional<List<Aliased>>> evaluate(Snapshot snapshot, WatchSet watches) {
    var found = CatalogQueries.node(snapshot, watches, node);
    var checks = CatalogQueries.nodeChecks(snapshot, watches, node);
    boolean there =
        serviceId.isEmpty()
            ? found.value().isPresent()
            : found.value().filter(this::hasService).isPresent();
    Optional<List<Aliased>> answer =
        there
            ? Optional.of(
                checks.value().stream().filter(this::counts).map(Aliases::aliased).toList())
            : Optional.empty();
    return snapshot.indexed(Math.max(found.index(), checks.index()), answer);
  }

  private boolean hasService(NodeServices node) {
    return node.services().stream().anyMatch(service -> service.id().equals(serviceId));
  }

  private boolean counts(Check check) {
    return check.serviceId().equals(serviceId);
  }
}
