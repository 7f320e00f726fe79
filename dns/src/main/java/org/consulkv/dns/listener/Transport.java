package org.consulkv.dns.listener;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.consulkv.dns.DnsLimits;
import org.consulkv.dns.recursion.Sockets;

/// The way to the operating system: epoll where its native library fits the machine, the JDK's
/// selectors elsewhere.
enum Transport {
  EPOLL {
    @Override
    IoHandlerFactory handler() {
      return EpollIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerChannel> listening() {
      return EpollServerSocketChannel.class;
    }

    @Override
    Sockets sockets() {
      return new Sockets(EpollDatagramChannel.class, EpollSocketChannel.class);
    }

    // Several sockets share a port, one for each event loop, and each reads and sends many
    // datagrams with one call.
    @Override
    void tune(AbstractBootstrap<?, ? extends Channel> udp, boolean shared) {
      udp.option(EpollChannelOption.SO_REUSEPORT, shared)
          .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DnsLimits.QUESTION_BYTES)
          .option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(DnsLimits.QUESTION_BYTES * DATAGRAMS));
    }

    @Override
    boolean shares() {
      return true;
    }
  },
  NIO {
    @Override
    IoHandlerFactory handler() {
      return NioIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerChannel> listening() {
      return NioServerSocketChannel.class;
    }

    @Override
    Sockets sockets() {
      return new Sockets(NioDatagramChannel.class, NioSocketChannel.class);
    }

    @Override
    void tune(AbstractBootstrap<?, ? extends Channel> udp, boolean shared) {
      udp.option(
          ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DnsLimits.QUESTION_BYTES));
    }

    @Override
    boolean shares() {
      return false;
    }
  };

  /// Datagrams that are read with one call.
  private static final int DATAGRAMS = 32;

  static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  abstract IoHandlerFactory handler();

  abstract Class<? extends ServerChannel> listening();

  abstract Sockets sockets();

  /// Sets what datagram sockets need here.
  ///
  /// @param shared whether several sockets are to have the same port
  abstract void tune(AbstractBootstrap<?, ? extends Channel> udp, boolean shared);

  /// Whether several sockets may have the same port.
  abstract boolean shares();

  /// Event loops on daemon threads: they never keep a process alive that wants to end.
  MultiThreadIoEventLoopGroup loops(int count) {
    return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("dns", true), handler());
  }
}
