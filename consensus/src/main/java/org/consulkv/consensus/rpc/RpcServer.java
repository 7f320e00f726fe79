package org.consulkv.consensus.rpc;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.consulkv.runtime.ConnectionsByAddress;
import org.consulkv.runtime.rpc.RpcServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for calls of other agents, on the port that Consul names `server`.
///
/// Threading: thread-safe. Handlers run on the server's event loops, those of streams on virtual
/// threads.
public final class RpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
  private static final int BACKLOG = 1024;

  private final EventLoopGroup loops;
  private final Channel listening;
  private final ChannelGroup connections;

  private RpcServer(EventLoopGroup loops, Channel listening, ChannelGroup connections) {
    this.loops = loops;
    this.listening = listening;
    this.connections = connections;
  }

  /// Starts to listen, without encryption.
  ///
  /// @throws IOException if the address cannot be had
  public static RpcServer start(InetSocketAddress bind, RpcServices services) throws IOException {
    return start(bind, services, Optional::empty, RpcLimits.DEFAULT);
  }

  /// Starts to listen.
  ///
  /// @param tls asked for every connection, which keeps what it was made with
  /// @throws IOException if the address cannot be had
  public static RpcServer start(
      InetSocketAddress bind,
      RpcServices services,
      Supplier<Optional<RpcTls>> tls,
      RpcLimits limits)
      throws IOException {
    EventLoopGroup loops =
        Network.loops("rpc-server", Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4));
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    Semaphore streams = new Semaphore(limits.streams());
    ConnectionsByAddress callers = new ConnectionsByAddress(limits.perAddress());
    ChannelFuture binding =
        new ServerBootstrap()
            .group(loops)
            .channel(Network.listening())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (connections.size() >= limits.connections() || !admit(callers, channel)) {
                      var _ = channel.close();
                      return;
                    }
                    connections.add(channel);
                    Incoming.accept(channel.pipeline(), services, tls.get(), limits, streams);
                  }
                })
            .bind(bind)
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw new IOException(
          String.format(
              Locale.ROOT,
              "cannot listen on %s:%d: %s",
              bind.getHostString(),
              bind.getPort(),
              binding.cause().getMessage()),
          binding.cause());
    }
    return new RpcServer(loops, binding.channel(), connections);
  }

  private static boolean admit(ConnectionsByAddress callers, Channel channel) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress caller)) {
      return true;
    }
    InetAddress address = caller.getAddress();
    if (!callers.enter(address)) {
      LOG.warn("closing a connection from {}: that address has too many", caller);
      return false;
    }
    channel.closeFuture().addListener(_ -> callers.leave(address));
    return true;
  }

  /// Where it listens; tells the port if it was started with port 0.
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /// Stops at once: calls in progress are lost, and cancelled.
  @Override
  public void close() {
    var _ = listening.close().awaitUninterruptibly();
    var _ = connections.close().awaitUninterruptibly();
    var _ =
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
