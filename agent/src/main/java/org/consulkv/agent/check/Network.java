package org.consulkv.agent.check;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// The way of probes to the network: one event loop for all of them, and the names' threads.
///
/// Threading: thread-safe.
final class Network implements AutoCloseable {
  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1,
          new DefaultThreadFactory("checks", true),
          epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final Names names = new Names();
  private final TlsContexts tls = new TlsContexts();

  Names names() {
    return names;
  }

  TlsContexts tls() {
    return tls;
  }

  /// Connects to `host:port`, without a timeout of its own.
  Bootstrap tcp() {
    return bootstrap(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true);
  }

  Bootstrap udp() {
    return bootstrap(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class);
  }

  Bootstrap unix() {
    return bootstrap(epoll ? EpollDomainSocketChannel.class : NioDomainSocketChannel.class);
  }

  SocketAddress unixAddress(Path path) {
    return epoll ? new DomainSocketAddress(path.toFile()) : UnixDomainSocketAddress.of(path);
  }

  private Bootstrap bootstrap(Class<? extends Channel> type) {
    return new Bootstrap()
        .group(loop)
        .channel(type)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
  }

  @Override
  public void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    names.close();
  }
}
