package org.consulkv.agent.sync;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.consulkv.agent.router.Router;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Server;
import org.consulkv.state.Command;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.codec.CommandCodec;
import org.consulkv.state.coordinate.CoordinateCommand;

/// What a server answers other agents about the catalog.
///
/// Threading: thread-safe.
public final class CatalogCalls {
  static final String VIEW = "catalog.view";
  static final String CHANGE = "catalog.change";
  static final String ALIAS = "catalog.alias";

  private final Server server;
  private final ServerCatalog catalog;
  private final MemberCatalog members;
  private final Timers timers;

  public CatalogCalls(Server server, Router router, Timers timers) {
    this.server = server;
    catalog = new ServerCatalog(server);
    members = new MemberCatalog(server, router);
    this.timers = timers;
  }

  public void addTo(RpcServices services) {
    services.on(VIEW, request -> told(catalog.view(request.toUtf8()).thenApply(ViewCodec::encode)));
    services.on(CHANGE, request -> told(change(ChangeRequest.decode(request))));
    services.on(ALIAS, request -> new AskedAlias(server, timers).answer(request));
  }

  private CompletableFuture<Bytes> change(ChangeRequest request) {
    if (request.onlyLeader() && !server.leads()) {
      throw new RpcException(Reason.NO_LEADER, "this server does not lead");
    }
    Catalog way = request.onlyLeader() ? catalog : members;
    Command command = CommandCodec.decode(request.command());
    return switch (command) {
      case CatalogCommand change -> way.change(change).thenApply(_ -> Bytes.EMPTY);
      case CoordinateCommand.Update(var coordinates) -> {
        coordinates.forEach(way::locate);
        yield CompletableFuture.completedFuture(Bytes.EMPTY);
      }
      default -> throw new RpcException(Reason.REFUSED, "this is no change of the catalog");
    };
  }

  private static CompletableFuture<Bytes> told(CompletableFuture<Bytes> answer) {
    return answer.exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
  }

  private static RpcException refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RpcException known) {
      return known;
    }
    ErrorKind kind = cause instanceof ApiException api ? api.kind() : ErrorKind.INTERNAL;
    Reason reason =
        switch (kind) {
          case NO_LEADER -> Reason.NO_LEADER;
          case UNKNOWN_OUTCOME -> Reason.LOST;
          default -> Reason.REFUSED;
        };
    return new RpcException(reason, String.valueOf(cause.getMessage()), cause);
  }
}
