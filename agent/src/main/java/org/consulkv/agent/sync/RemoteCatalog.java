package org.consulkv.agent.sync;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.local.CatalogView;
import org.consulkv.agent.router.Errand;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.Bytes;
import org.consulkv.state.Command;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.coordinate.CoordinateCommand;
import org.consulkv.state.coordinate.NodeCoordinate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The catalog of the servers, to an agent that is none.
///
/// Threading: thread-safe.
public final class RemoteCatalog implements Catalog {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteCatalog.class);

  /// How long servers may take to answer.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Router router;

  public RemoteCatalog(Router router) {
    this.router = router;
  }

  @Override
  public CompletableFuture<CatalogView> view(String node) {
    return router
        .toServer(errand(router, CatalogCalls.VIEW, Bytes.utf8(node), true))
        .thenApply(ViewCodec::decode);
  }

  @Override
  public CompletableFuture<Void> change(CatalogCommand command) {
    return send(command);
  }

  @Override
  public void locate(NodeCoordinate where) {
    var _ =
        send(new CoordinateCommand.Update(java.util.List.of(where)))
            .whenComplete((_, failure) -> {
              if (failure != null) {
                LOG.debug("the coordinate was not told", failure);
              }
            });
  }

  /// Changes of the catalog can be made twice: the second time nothing is new.
  private CompletableFuture<Void> send(Command command) {
    Bytes request = new ChangeRequest(CommandCodec.encode(command), false).encoded();
    return router.toServer(errand(router, CatalogCalls.CHANGE, request, true)).thenAccept(_ -> {});
  }

  static Errand errand(Router router, String method, Bytes request, boolean repeatable) {
    return new Errand(method, request, repeatable, PATIENCE, router.nanos());
  }
}
