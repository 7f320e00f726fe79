package org.consulkv.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;

final class NoConnections implements RpcClient {
  @Override
  public CompletableFuture<Bytes> call(
      InetSocketAddress to, String method, Bytes request, Duration timeout) {
    return CompletableFuture.failedFuture(new RpcException(Reason.UNREACHABLE, "no way to " + to));
  }

  @Override
  public InputStream exchange(InetSocketAddress to, String method, InputStream request)
      throws IOException {
    throw new RpcException(Reason.UNREACHABLE, "no way to " + to);
  }

  @Override
  public void close() {}
}
