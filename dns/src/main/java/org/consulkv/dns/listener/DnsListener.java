package org.consulkv.dns.listener;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.consulkv.agent.config.ListenAddress;
import org.consulkv.agent.metrics.Sample;
import org.consulkv.dns.DnsLimits;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;

/// Serves DNS over UDP and TCP on some addresses.
///
/// Threading: thread-safe. Each event loop has its own sockets and its own cache of answers, and
/// shares nothing with the others.
public final class DnsListener implements AutoCloseable {
  private static final int LENGTH_BYTES = 2;
  private static final WriteBufferWaterMark UNSENT =
      new WriteBufferWaterMark(DnsLimits.UNSENT_BYTES / 2, DnsLimits.UNSENT_BYTES);

  private final AnswerSource source;
  private final Chance chance;
  private final QuestionSample sample;
  private final Transport transport;
  private final MultiThreadIoEventLoopGroup loops;
  private final Map<EventLoop, Desk> desks = new ConcurrentHashMap<>();
  private final List<Channel> bound = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /// What an event loop answers with.
  private record Desk(Inquiries answerer, RandomGenerator random) {}

  private DnsListener(
      AnswerSource source,
      Chance chance,
      Clock clock,
      Sample sample,
      Transport transport,
      int count) {
    this.source = source;
    this.chance = chance;
    this.sample = new QuestionSample(clock, sample);
    this.transport = transport;
    loops = transport.loops(count);
  }

  /// Starts to listen, with one event loop for each processor.
  ///
  /// @param sample told how long each question took
  /// @throws IOException if an address cannot be had; nothing listens then
  public static DnsListener start(
      AnswerSource source, List<ListenAddress> addresses, Chance chance, Clock clock, Sample sample)
      throws IOException {
    return start(source, addresses, chance, clock, sample, Transport.best());
  }

  static DnsListener start(
      AnswerSource source,
      List<ListenAddress> addresses,
      Chance chance,
      Clock clock,
      Sample sample,
      Transport transport)
      throws IOException {
    int count = Runtime.getRuntime().availableProcessors();
    DnsListener listener = new DnsListener(source, chance, clock, sample, transport, count);
    try {
      for (ListenAddress address : addresses) {
        if (address instanceof ListenAddress.Tcp(String host, int port)) {
          listener.bind(new InetSocketAddress(host, port), count);
        }
      }
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /// TCP comes first: it tells whether the port is taken, which datagram sockets that share one
  /// would not.
  private void bind(InetSocketAddress asked, int count) throws IOException {
    ServerBootstrap tcp =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.listening())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Accept());
    InetSocketAddress address = bind("tcp", asked, tcp.bind(asked));
    int sockets = transport.shares() ? count : 1;
    for (int i = 0; i < sockets; i++) {
      Bootstrap udp =
          new Bootstrap()
              .group(loops)
              .channel(transport.sockets().udp())
              .option(ChannelOption.SO_RCVBUF, DnsLimits.SOCKET_BYTES)
              .option(ChannelOption.SO_SNDBUF, DnsLimits.SOCKET_BYTES)
              .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
              .handler(new Open());
      transport.tune(udp, sockets > 1);
      InetSocketAddress _ = bind("udp", address, udp.bind(address));
    }
  }

  private InetSocketAddress bind(String network, InetSocketAddress asked, ChannelFuture binding)
      throws IOException {
    binding.awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException(
          "listen "
              + network
              + " "
              + new ListenAddress.Tcp(asked.getHostString(), asked.getPort())
              + ": "
              + binding.cause().getMessage(),
          binding.cause());
    }
    bound.add(binding.channel());
    return (InetSocketAddress) binding.channel().localAddress();
  }

  /// Where it listens, over UDP and TCP alike; with the ports the system chose for those given as
  /// 0.
  public List<InetSocketAddress> addresses() {
    return bound.stream()
        .map(channel -> (InetSocketAddress) channel.localAddress())
        .distinct()
        .toList();
  }

  private Inquiries answerer(EventLoop loop, RandomGenerator random) {
    return switch (source) {
      case Source here -> new Answerer(here, loop, transport.sockets(), random);
      case RemoteSource servers -> new RemoteAnswerer(servers, loop, transport.sockets(), random);
    };
  }

  private Desk desk(Channel channel) {
    return desks.computeIfAbsent(
        channel.eventLoop(),
        loop -> {
          RandomGenerator random =
              RandomGeneratorFactory.of("L64X128MixRandom").create(chance.below(Long.MAX_VALUE));
          return new Desk(answerer(loop, random), random);
        });
  }

  /// Makes a datagram socket answer.
  private final class Open extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      Desk desk = desk(channel);
      channel.pipeline().addLast(new Datagrams(desk.answerer(), desk.random(), sample));
    }
  }

  /// Takes connections in.
  private final class Accept extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      if (connections.incrementAndGet() > DnsLimits.CONNECTIONS) {
        connections.decrementAndGet();
        var _ = channel.close();
        return;
      }
      channel.closeFuture().addListener(_ -> connections.decrementAndGet());
      Desk desk = desk(channel);
      channel
          .pipeline()
          .addLast(
              new IdleStateHandler(DnsLimits.SILENCE.toMillis(), 0, 0, TimeUnit.MILLISECONDS),
              new LengthFieldBasedFrameDecoder(
                  DnsLimits.MESSAGE_BYTES + LENGTH_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES),
              new Connection(desk.answerer(), desk.random(), sample));
    }
  }

  /// Stops at once.
  @Override
  public void close() {
    bound.forEach(channel -> channel.close().awaitUninterruptibly());
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
