package org.consulkv.http.listener;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.runtime.ConnectionsByAddress;
import org.jspecify.annotations.Nullable;

/// Serves HTTP/1.1 on some addresses.
///
/// Threading: thread-safe. Each connection belongs to one event loop.
public final class Listener implements AutoCloseable {
  private final ListenerConfig config;
  private final Application application;
  private final ReplyEncoder encoder;
  private volatile int mostPerClient;
  private final ConnectionsByAddress clients = new ConnectionsByAddress(() -> mostPerClient);
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Transport transport;
  private final EventLoopGroup loops;
  private final List<Channel> bound = new ArrayList<>();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile @Nullable SslContext tls;
  private volatile boolean stopping;

  private Listener(ListenerConfig config, Application application, Transport transport) {
    this.config = config;
    this.application = application;
    this.transport = transport;
    encoder = new ReplyEncoder(config.responseHeaders());
    mostPerClient = config.maxConnectionsPerClient();
    loops = transport.loops(config.loops());
  }

  /// Loads what every listener needs: native code, event loops, buffers. That takes a tenth of a
  /// second at first, which another thread can spend while this one opens the log.
  public static void load() {
    ByteBufAllocator.DEFAULT.directBuffer().release();
    MultiThreadIoEventLoopGroup loop = Transport.best().loops(1);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(Transport.best().tcp())
            .childHandler(new HttpRequestDecoder())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .awaitUninterruptibly();
    var _ = bound.channel().close();
    var _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
  }

  /// Starts to listen.
  ///
  /// @throws IOException if an address cannot be had; nothing listens then
  public static Listener start(ListenerConfig config, Application application) throws IOException {
    return start(config, application, Transport.best(), null);
  }

  /// The same with certificates.
  ///
  /// @param tls null if no address speaks TLS
  public static Listener start(
      ListenerConfig config, Application application, @Nullable SslContext tls) throws IOException {
    return start(config, application, Transport.best(), tls);
  }

  static Listener start(
      ListenerConfig config, Application application, Transport transport, @Nullable SslContext tls)
      throws IOException {
    Listener listener = new Listener(config, application, transport);
    listener.tls = tls;
    try {
      for (ListenAddress address : config.addresses()) {
        listener.bind(address, false);
      }
      for (ListenAddress address : config.tlsAddresses()) {
        listener.bind(address, true);
      }
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /// Where it listens; with the ports the system chose for those given as 0.
  public List<SocketAddress> addresses() {
    return bound.stream().map(Channel::localAddress).toList();
  }

  /// Connections from now on get these certificates.
  public void certificates(SslContext fresh) {
    tls = fresh;
  }

  /// From now on a client address may have so many open connections; 0 or less for any number.
  public void connectionsPerClient(int most) {
    mostPerClient = most;
  }

  private void bind(ListenAddress address, boolean secure) throws IOException {
    switch (address) {
      case ListenAddress.Tcp(String host, int port) ->
          bind(address, transport.tcp(), new InetSocketAddress(host, port), secure);
      case ListenAddress.Unix(var path) -> {
        UnixSockets.prepare(path);
        bind(address, transport.unix(), transport.unixAddress(path), secure);
        UnixSockets.own(path, config.unixSockets());
      }
    }
  }

  private void bind(
      ListenAddress asked,
      Class<? extends ServerChannel> type,
      SocketAddress address,
      boolean secure)
      throws IOException {
    boolean tcp = asked instanceof ListenAddress.Tcp;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, HttpLimits.BACKLOG)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childHandler(new Accept(secure));
    if (tcp) {
      bootstrap
          .option(ChannelOption.SO_REUSEADDR, true)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childOption(ChannelOption.SO_KEEPALIVE, true);
    }
    ChannelFuture binding = bootstrap.bind(address).awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException("listen on " + asked + ": " + reason(binding.cause()), binding.cause());
    }
    bound.add(binding.channel());
  }

  private static String reason(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }

  /// Takes connections in.
  private final class Accept extends ChannelInitializer<Channel> {
    private final boolean secure;

    Accept(boolean secure) {
      this.secure = secure;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (channel.remoteAddress() instanceof InetSocketAddress client
          && !admit(channel, client.getAddress())) {
        return;
      }
      HttpDecoderConfig decoder =
          new HttpDecoderConfig()
              .setMaxInitialLineLength(config.maxHeaderBytes())
              .setMaxHeaderSize(config.maxHeaderBytes())
              .setMaxChunkSize(64 * 1024);
      SslContext context = tls;
      if (secure && context != null) {
        SslHandler handler = context.newHandler(channel.alloc());
        handler.setHandshakeTimeoutMillis(config.handshakeTimeout().toMillis());
        channel.pipeline().addLast(handler);
      }
      Connection connection = new Connection(Listener.this, application, channel);
      connections.add(connection);
      channel.pipeline().addLast(new HttpRequestDecoder(decoder), connection);
    }
  }

  private boolean admit(Channel channel, InetAddress client) {
    if (clients.enter(client)) {
      channel.closeFuture().addListener(closed -> clients.leave(client));
      return true;
    }
    Wire.writeAndFlush(channel, channel.alloc().buffer().writeBytes(Refusal.TOO_MANY_CONNECTIONS));
    hangUp(channel, false);
    return false;
  }

  /// Flushes, and closes in a way that lets the client read what was sent.
  ///
  /// @param everythingRead whether the client's input has been read to its end as far as we know
  void hangUp(Channel channel, boolean everythingRead) {
    channel.flush();
    boolean secure = channel.pipeline().get(SslHandler.class) != null;
    if (everythingRead || secure || !(channel instanceof DuplexChannel duplex)) {
      channel.writeAndFlush(channel.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    Wire.shutdownOutput(duplex);
    Wire.closeAfter(channel, HttpLimits.LINGER);
  }

  /// A loop for a request that comes from elsewhere.
  public EventLoop loop() {
    return loops.next();
  }

  ReplyEncoder encoder() {
    return encoder;
  }

  boolean stopping() {
    return stopping;
  }

  void forget(Connection connection) {
    connections.remove(connection);
    if (stopping && connections.isEmpty()) {
      drained.complete(null);
    }
  }

  /// Open connections.
  public int connections() {
    return connections.size();
  }

  /// Stops gracefully: accepts nothing more, answers parked queries, lets requests in flight end,
  /// and closes. What is not finished after `patience` is cut off.
  public void stop(Duration patience) {
    stopping = true;
    bound.forEach(channel -> channel.close().awaitUninterruptibly());
    for (Connection connection : connections) {
      connection.channel().eventLoop().execute(connection::stop);
    }
    if (!connections.isEmpty()) {
      drained.completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS).join();
    }
    close();
  }

  /// Stops at once.
  @Override
  public void close() {
    stopping = true;
    bound.forEach(channel -> channel.close().awaitUninterruptibly());
    for (ListenAddress address : config.addresses()) {
      if (address instanceof ListenAddress.Unix(var path) && !bound.isEmpty()) {
        UnixSockets.remove(path);
      }
    }
    connections.forEach(connection -> Wire.close(connection.channel()));
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
