package org.consulkv.agent.sync;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.local.CatalogView;
import org.consulkv.server.ApiException;
import org.consulkv.server.Consistency;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Server;
import org.consulkv.state.Outcome;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.NodeServices;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.coordinate.CoordinateQueries;
import org.consulkv.state.coordinate.NodeCoordinate;

/// The catalog of the server that this agent is. Changes are made only while it leads.
public final class ServerCatalog implements Catalog {
  private final Server server;

  public ServerCatalog(Server server) {
    this.server = server;
  }

  @Override
  public CompletableFuture<CatalogView> view(String node) {
    return server.reads().barrier(Consistency.DEFAULT).thenApply(_ -> now(node));
  }

  private CatalogView now(String node) {
    Snapshot snapshot = server.reads().snapshot();
    Optional<NodeServices> found = CatalogQueries.node(snapshot, WatchSet.NONE, node).value();
    List<Check> checks = CatalogQueries.nodeChecks(snapshot, WatchSet.NONE, node).value();
    return new CatalogView(
        found.map(NodeServices::node), found.map(NodeServices::services).orElse(List.of()), checks);
  }

  @Override
  public CompletableFuture<Void> change(CatalogCommand command) {
    return server.writes().propose(command).thenAccept(ServerCatalog::require);
  }

  @Override
  public void locate(NodeCoordinate where) {
    if (!isKnown(where)) {
      server.coordinates().update(where);
    }
  }

  /// What is known already is not told again: each telling is a write on the disks of all servers.
  private boolean isKnown(NodeCoordinate where) {
    return CoordinateQueries.ofNode(server.reads().snapshot(), WatchSet.NONE, where.node())
        .value()
        .contains(where);
  }

  private static void require(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      throw new ApiException(ErrorKind.REFUSED, failed.message());
    }
  }
}
