package org.consulkv.consensus.rpc;

import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.jspecify.annotations.Nullable;

/// One call on its way, and the future of its answer.
///
/// Threading: the future is thread-safe; the other fields are confined to the connection's loop.
final class RpcCall extends CompletableFuture<Bytes> {
  private final InetSocketAddress to;
  private final String method;
  private final Bytes request;
  private @Nullable Future<?> timeout;

  /// Its number on its connection.
  private long id;

  RpcCall(InetSocketAddress to, String method, Bytes request) {
    this.to = to;
    this.method = method;
    this.request = request;
  }

  String method() {
    return method;
  }

  Bytes request() {
    return request;
  }

  long id() {
    return id;
  }

  void begin(long number, Future<?> timer) {
    id = number;
    timeout = timer;
  }

  void answer(Bytes answer) {
    end();
    complete(answer);
  }

  void fail(Reason reason, String why) {
    fail(new RpcException(reason, method + " on " + to + ": " + why));
  }

  void fail(RpcException why) {
    end();
    completeExceptionally(why);
  }

  void end() {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }

  /// Futures derived from this one are ordinary ones.
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
