package org.consulkv.agent.sync;

import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.local.CatalogView;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.Bytes;
import org.consulkv.server.Server;
import org.consulkv.state.Command;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.coordinate.CoordinateCommand;
import org.consulkv.state.coordinate.NodeCoordinate;

/// The catalog to an agent that is one of several servers: read here, changed by the leader.
///
/// Threading: thread-safe.
public final class MemberCatalog implements Catalog {
  private final ServerCatalog here;
  private final Router router;

  public MemberCatalog(Server server, Router router) {
    here = new ServerCatalog(server);
    this.router = router;
  }

  @Override
  public CompletableFuture<CatalogView> view(String node) {
    return here.view(node);
  }

  @Override
  public CompletableFuture<Void> change(CatalogCommand command) {
    if (router.leads()) {
      return here.change(command);
    }
    return toLeader(command)
        .thenCompose(
            answered -> answered ? CompletableFuture.completedFuture(null) : here.change(command));
  }

  @Override
  public void locate(NodeCoordinate where) {
    if (router.leads()) {
      here.locate(where);
    } else {
      var _ = toLeader(new CoordinateCommand.Update(java.util.List.of(where)));
    }
  }

  /// Whether the leader did it; false if this agent leads by now.
  private CompletableFuture<Boolean> toLeader(Command command) {
    Bytes request = new ChangeRequest(CommandCodec.encode(command), true).encoded();
    return router
        .toLeader(RemoteCatalog.errand(router, CatalogCalls.CHANGE, request, true))
        .thenApply(java.util.Optional::isPresent);
  }
}
