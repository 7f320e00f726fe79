package org.consulkv.agent.query;

import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.Server;

/// Executes queries of other datacenters on this server, from what it has.
///
/// Threading: thread-safe.
public final class QueryCalls {
  private final Server server;

  public QueryCalls(Server server) {
    this.server = server;
  }

  public void addTo(RpcServices services) {
    services.on(QueryCall.METHOD, this::answer);
  }

  private CompletableFuture<Bytes> answer(Bytes request) {
    QueryCall call = QueryCall.decode(request);
    return CompletableFuture.completedFuture(
        QueryCall.answer(
            server.queries().executeHere(server.reads().snapshot(), call.query(), call.options())));
  }
}
