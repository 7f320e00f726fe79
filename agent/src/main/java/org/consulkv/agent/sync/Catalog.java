package org.consulkv.agent.sync;

import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.local.CatalogView;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.coordinate.NodeCoordinate;

/// The way to the catalog.
///
/// Threading: thread-safe; futures complete on any thread and must not be kept waiting there.
public interface Catalog {
  /// What it has of a node now.
  CompletableFuture<CatalogView> view(String node);

  /// Makes a change; fails if it was refused, or if it is not known to be made.
  CompletableFuture<Void> change(CatalogCommand command);

  /// Tells where a node is. That may get lost: it is told again.
  void locate(NodeCoordinate where);
}
