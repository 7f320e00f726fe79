package org.consulkv.gossip.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.wire.StreamMessage;
import org.consulkv.gossip.wire.Streams;
import org.consulkv.runtime.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Exchanges over TCP: one message each way.
///
/// Threading: confined to the gossip loop, but for [#listen].
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports failures to the pipeline.
final class Exchanges {
  private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);

  /// Connections from others at the same time; more are closed at once.
  private static final int MOST_INCOMING = 256;

  private final EventLoop loop;
  private final Envelope envelope;
  private final Channel listening;
  private final Duration timeout;

  private Exchanges(EventLoop loop, Envelope envelope, Channel listening, Duration timeout) {
    this.loop = loop;
    this.envelope = envelope;
    this.listening = listening;
    this.timeout = timeout;
  }

  /// Listens. Blocks shortly; not on the loop.
  ///
  /// @param answer given what came from whom; its answer, if any, is sent back
  static Exchanges listen(
      EventLoop loop,
      InetSocketAddress address,
      Envelope envelope,
      Duration timeout,
      BiFunction<Address, StreamMessage, Optional<StreamMessage>> answer)
      throws IOException {
    ChannelFuture binding =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(new Accept(envelope, timeout, answer))
            .bind(address)
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException(
          "listen for streams on " + address + ": " + binding.cause().getMessage(),
          binding.cause());
    }
    return new Exchanges(loop, envelope, binding.channel(), timeout);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  void close() {
    listening.close();
  }

  CompletableFuture<StreamMessage> exchange(Address with, StreamMessage message) {
    return exchange(with, message, timeout);
  }

  /// Sends a message and reads the answer. It fails with an [IOException] that says why.
  CompletableFuture<StreamMessage> exchange(Address with, StreamMessage message, Duration limit) {
    CompletableFuture<StreamMessage> answer = new CompletableFuture<>();
    long limitMillis = Math.max(1, limit.toMillis());
    ChannelFuture connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limitMillis)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new ReadTimeoutHandler(limitMillis, TimeUnit.MILLISECONDS))
                        .addLast(new Answer(envelope, answer));
                  }
                })
            .connect(Sockets.of(with));
    connecting.addListener(
        (ChannelFutureListener)
            done -> {
              if (done.isSuccess()) {
                done.channel().writeAndFlush(buffer(envelope.stream(message)));
              } else {
                answer.completeExceptionally(
                    new IOException("dial tcp " + with + ": " + done.cause().getMessage()));
              }
            });
    return answer;
  }

  private static ByteBuf buffer(Bytes bytes) {
    return Unpooled.wrappedBuffer(bytes.shared());
  }

  /// Collects bytes until they are a message.
  private abstract static class Collect extends ChannelInboundHandlerAdapter {
    private final Envelope envelope;
    private Bytes collected = Bytes.EMPTY;

    Collect(Envelope envelope) {
      this.envelope = envelope;
    }

    abstract void complete(ChannelHandlerContext context, StreamMessage message);

    abstract void failed(ChannelHandlerContext context, String why);

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
      ByteBuf buffer = (ByteBuf) read;
      try {
        collected = collected.concat(Bytes.owning(ByteBufUtil.getBytes(buffer)));
      } finally {
        buffer.release();
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (collected.isEmpty()) {
        return;
      }
      try {
        StreamMessage message = envelope.openStream(collected);
        collected = Bytes.EMPTY;
        complete(context, message);
      } catch (MalformedException e) {
        if (!e.isTruncated() || collected.length() > Streams.LIMIT) {
          failed(context, String.valueOf(e.getMessage()));
          context.close();
        }
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      failed(context, "the other side closed the stream");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      failed(context, cause.toString());
      context.close();
    }
  }

  /// The side that was connected to.
  private static final class Accept extends ChannelInitializer<Channel> {
    private final Envelope envelope;
    private final Duration timeout;
    private final BiFunction<Address, StreamMessage, Optional<StreamMessage>> answer;
    private int open;

    Accept(
        Envelope envelope,
        Duration timeout,
        BiFunction<Address, StreamMessage, Optional<StreamMessage>> answer) {
      this.envelope = envelope;
      this.timeout = timeout;
      this.answer = answer;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (open >= MOST_INCOMING) {
        channel.close();
        return;
      }
      open++;
      channel.closeFuture().addListener(_ -> open--);
      channel
          .pipeline()
          .addLast(new ReadTimeoutHandler(timeout.toMillis(), TimeUnit.MILLISECONDS))
          .addLast(new Serve());
    }

    private final class Serve extends Collect {
      Serve() {
        super(envelope);
      }

      @Override
      void complete(ChannelHandlerContext context, StreamMessage message) {
        Address from = Sockets.of((InetSocketAddress) context.channel().remoteAddress());
        answer
            .apply(from, message)
            .ifPresentOrElse(
                reply ->
                    context
                        .writeAndFlush(buffer(envelope.stream(reply)))
                        .addListener(ChannelFutureListener.CLOSE),
                context::close);
      }

      @Override
      void failed(ChannelHandlerContext context, String why) {
        LOG.debug("gossip: stream from {}: {}", context.channel().remoteAddress(), why);
      }
    }
  }

  /// The side that connected.
  private static final class Answer extends Collect {
    private final CompletableFuture<StreamMessage> answer;

    Answer(Envelope envelope, CompletableFuture<StreamMessage> answer) {
      super(envelope);
      this.answer = answer;
    }

    @Override
    void complete(ChannelHandlerContext context, StreamMessage message) {
      context.close();
      answer.complete(message);
    }

    @Override
    void failed(ChannelHandlerContext context, String why) {
      answer.completeExceptionally(
          new IOException("exchange with " + context.channel().remoteAddress() + ": " + why));
    }
  }
}
