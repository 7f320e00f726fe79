package org.consulkv.consensus.rpc;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcClient;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.jspecify.annotations.Nullable;

/// Calls other agents: one connection to each, made when it is needed, and given up when it is
/// silent or has not been used for long. Where servers must prove their names, one that is called
/// as a server of another datacenter has a connection for that.
///
/// Threading: thread-safe. Answers complete on the event loop of the connection.
public final class RpcConnections implements RpcClient {
  private final EventLoopGroup loops;
  private final Supplier<Optional<RpcTls>> tls;
  private final RpcLimits limits;
  private final Map<Peer, RpcConnection> connections = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private RpcConnections(EventLoopGroup loops, Supplier<Optional<RpcTls>> tls, RpcLimits limits) {
    this.loops = loops;
    this.tls = tls;
    this.limits = limits;
  }

  /// Without encryption.
  public static RpcConnections start() {
    return start("rpc-client", Optional::empty, RpcLimits.DEFAULT);
  }

  /// @param name what its threads are called
  /// @param tls asked for every connection, which keeps what it was made with
  public static RpcConnections start(
      String name, Supplier<Optional<RpcTls>> tls, RpcLimits limits) {
    return new RpcConnections(
        Network.loops(name, Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4)),
        tls,
        limits);
  }

  @Override
  public RpcClient in(String datacenter) {
    return new InDatacenter(this, datacenter);
  }

  /// Whom to call.
  ///
  /// @param datacenter whose server it must prove to be; empty for this agent's own
  private record Peer(InetSocketAddress address, String datacenter) {}

  /// The servers of another datacenter, over the same loops.
  private record InDatacenter(RpcConnections all, String datacenter) implements RpcClient {
    @Override
    public RpcClient in(String other) {
      return all.in(other);
    }

    @Override
    public CompletableFuture<Bytes> call(
        InetSocketAddress to, String method, Bytes request, Duration timeout) {
      return all.call(all.peer(to, datacenter), method, request, timeout);
    }

    @Override
    public InputStream exchange(InetSocketAddress to, String method, InputStream request)
        throws IOException {
      return all.exchange(all.peer(to, datacenter), method, request);
    }

    /// Ends with all the others.
    @Override
    public void close() {}
  }

  @Override
  public CompletableFuture<Bytes> call(
      InetSocketAddress to, String method, Bytes request, Duration timeout) {
    return call(new Peer(to, ""), method, request, timeout);
  }

  private CompletableFuture<Bytes> call(Peer peer, String method, Bytes request, Duration timeout) {
    InetSocketAddress to = peer.address();
    var call = new RpcCall(to, method, request);
    if (request.length() > limits.messageBytes()) {
      call.fail(Reason.REFUSED, "the request is too long for one message");
    } else if (closed) {
      call.fail(Reason.UNREACHABLE, "this agent is stopping");
    } else {
      connectionTo(peer).send(call, timeout);
    }
    return call;
  }

  /// Where servers need not prove their names, it is the same connection for all datacenters.
  private Peer peer(InetSocketAddress to, String datacenter) {
    boolean named = encryption().filter(present -> present.serverName() != null).isPresent();
    return new Peer(to, named ? datacenter : "");
  }

  /// How to call a server from now on; null for without encryption.
  private @Nullable RpcTls proof(Peer to) {
    return encryption()
        .map(present -> to.datacenter().isEmpty() ? present : present.in(to.datacenter()))
        .orElse(null);
  }

  private Optional<RpcTls> encryption() {
    return tls.get().filter(RpcTls::verifyOutgoing);
  }

  /// Never gives a connection that has ended: those take themselves out before they fail calls.
  private RpcConnection connectionTo(Peer to) {
    RpcConnection known = connections.get(to);
    return known != null ? known : connections.computeIfAbsent(to, this::connect);
  }

  private RpcConnection connect(Peer to) {
    EventLoop loop = loops.next();
    return new RpcConnection(
        to.address(), loop, proof(to), limits, ended -> connections.remove(to, ended));
  }

  @Override
  public InputStream exchange(InetSocketAddress to, String method, InputStream request)
      throws IOException {
    return exchange(new Peer(to, ""), method, request);
  }

  private InputStream exchange(Peer to, String method, InputStream request) throws IOException {
    if (closed) {
      throw new RpcException(Reason.UNREACHABLE, "this agent is stopping");
    }
    return StreamCall.exchange(to.address(), method, request, proof(to), limits);
  }

  /// Stops at once; calls in progress are lost.
  @Override
  public void close() {
    closed = true;
    Iterator<RpcConnection> open = connections.values().iterator();
    while (open.hasNext()) {
      open.next().close();
      open.remove();
    }
    var _ =
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
