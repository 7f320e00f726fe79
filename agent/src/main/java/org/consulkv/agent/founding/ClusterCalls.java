package org.consulkv.agent.founding;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.consulkv.agent.cluster.ServerDirectory;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.server.autopilot.ServerCalls;
import org.consulkv.server.autopilot.ServerReport;
import org.consulkv.server.membership.ClusterMember;

/// The methods `cluster.*` between servers: both ends of them.
///
/// Threading: thread-safe.
public final class ClusterCalls implements FoundingCalls, ServerCalls {
  private static final String REPORT = "cluster.report";
  private static final String PROMISE = "cluster.promise";
  private static final String RELEASE = "cluster.release";
  private static final String ADOPT = "cluster.adopt";
  private static final String LEAVE = "cluster.leave";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LEAVING = Duration.ofSeconds(10);
  private static final Bytes YES = Bytes.utf8("yes");
  private static final Bytes NO = Bytes.utf8("no");

  private final RpcClient rpc;
  private final ServerDirectory servers;
  private final ClusterFile file;

  public ClusterCalls(RpcClient rpc, ServerDirectory servers, ClusterFile file) {
    this.rpc = rpc;
    this.servers = servers;
    this.file = file;
  }

  /// Answers what others ask.
  ///
  /// @param report how this server is
  /// @param leave takes a server out of Raft, on the leader
  public static void answer(
      RpcServices services,
      Supplier<ServerReport> report,
      Promise promise,
      ClusterFile file,
      Function<String, CompletableFuture<Void>> leave) {
    services
        .on(REPORT, _ -> CompletableFuture.completedFuture(report.get().encode()))
        .on(PROMISE, founder -> yes(file.cluster().isEmpty() && promise.give(founder.toUtf8())))
        .on(
            RELEASE,
            founder -> {
              promise.release(founder.toUtf8());
              return yes(true);
            })
        .on(ADOPT, cluster -> yes(file.adopt(cluster.toUtf8())))
        .on(LEAVE, id -> leave.apply(id.toUtf8()).thenApply(_ -> YES));
  }

  private static CompletableFuture<Bytes> yes(boolean granted) {
    return CompletableFuture.completedFuture(granted ? YES : NO);
  }

  @Override
  public CompletableFuture<ServerReport> report(InetSocketAddress server) {
    return rpc.call(server, REPORT, Bytes.EMPTY, PATIENCE).thenApply(ClusterCalls::read);
  }

  private static ServerReport read(Bytes encoded) {
    try {
      return ServerReport.decode(encoded);
    } catch (IOException e) {
      throw new CompletionException("not a server's report", e);
    }
  }

  @Override
  public CompletableFuture<Boolean> promise(InetSocketAddress server, String founder) {
    return rpc.call(server, PROMISE, Bytes.utf8(founder), PATIENCE).thenApply(YES::equals);
  }

  @Override
  public CompletableFuture<Void> release(InetSocketAddress server, String founder) {
    return rpc.call(server, RELEASE, Bytes.utf8(founder), PATIENCE).thenAccept(_ -> {});
  }

  @Override
  public CompletableFuture<Boolean> adopt(InetSocketAddress server, String cluster) {
    return rpc.call(server, ADOPT, Bytes.utf8(cluster), PATIENCE).thenApply(YES::equals);
  }

  /// Asks the leader to take a server out of Raft.
  public CompletableFuture<Void> leave(InetSocketAddress leader, String id) {
    return rpc.call(leader, LEAVE, Bytes.utf8(id), LEAVING).thenApply(_ -> null);
  }

  @Override
  public CompletableFuture<ServerReport> report(ClusterMember server) {
    return address(server).thenCompose(this::report);
  }

  @Override
  public CompletableFuture<Void> adopt(ClusterMember server) {
    return address(server)
        .thenCompose(address -> adopt(address, file.cluster()))
        .thenAccept(adopted -> {
          if (!adopted) {
            throw new RpcException(
                RpcException.Reason.REFUSED, server.name() + " belongs to another cluster");
          }
        });
  }

  private CompletableFuture<InetSocketAddress> address(ClusterMember server) {
    return servers
        .byId(server.id())
        .map(known -> CompletableFuture.completedFuture(known.address()))
        .orElseGet(() ->
            CompletableFuture.failedFuture(
                new RpcException(
                    RpcException.Reason.UNREACHABLE,
                    "nobody knows where " + server.name() + " is")));
  }
}
