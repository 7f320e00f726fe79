package org.consulkv.http;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.consulkv.agent.cluster.KnownServer;
import org.consulkv.agent.cluster.ServerDirectory;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;

/// A network of one agent.
final class NoOthers implements ServerDirectory, RpcClient {
  @Override
  public CompletableFuture<Bytes> call(
      InetSocketAddress to, String method, Bytes request, Duration timeout) {
    return CompletableFuture.failedFuture(unreachable(to));
  }

  @Override
  public InputStream exchange(InetSocketAddress to, String method, InputStream request) {
    throw unreachable(to);
  }

  private static RpcException unreachable(InetSocketAddress to) {
    return new RpcException(Reason.UNREACHABLE, "there is nobody at " + to);
  }

  @Override
  public List<KnownServer> servers() {
    return List.of();
  }

  @Override
  public List<KnownServer> servers(String datacenter) {
    return List.of();
  }

  @Override
  public List<String> datacenters() {
    return List.of();
  }

  @Override
  public Optional<KnownServer> byId(String id) {
    return Optional.empty();
  }

  @Override
  public void onChange(Runnable listener) {}

  @Override
  public void close() {}
}
