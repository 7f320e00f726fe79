package org.consulkv.dns.recursion;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.consulkv.dns.DnsLimits;
import org.jspecify.annotations.Nullable;

/// One question to one server, on a socket of its own: its random port is what makes forged answers
/// hard to place.
///
/// Threading: confined to one event loop.
final class Exchange {
  private static final int HEADER = 12;
  private static final int LENGTH_BYTES = 2;

  private final EventLoop loop;
  private final Sockets sockets;
  private final InetSocketAddress server;
  private final byte[] message;
  private final boolean tcp;
  private final Duration timeout;
  private @Nullable Consumer<Optional<byte[]>> done;
  private @Nullable Channel channel;
  private @Nullable Future<?> patience;

  Exchange(
      EventLoop loop,
      Sockets sockets,
      InetSocketAddress server,
      byte[] message,
      boolean tcp,
      Duration timeout) {
    this.loop = loop;
    this.sockets = sockets;
    this.server = server;
    this.message = message;
    this.tcp = tcp;
    this.timeout = timeout;
  }

  /// @param whenDone gets the server's answer, or nothing
  void start(Consumer<Optional<byte[]>> whenDone) {
    done = whenDone;
    patience =
        loop.schedule(() -> end(Optional.empty()), timeout.toMillis(), TimeUnit.MILLISECONDS);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(sockets.of(tcp))
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel opened) {
                    prepare(opened);
                  }
                });
    if (tcp) {
      bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis());
    } else {
      bootstrap.option(
          ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DnsLimits.MESSAGE_BYTES));
    }
    bootstrap
        .connect(server)
        .addListener(connected -> {
          if (!connected.isSuccess()) {
            end(Optional.empty());
          }
        });
  }

  private void prepare(Channel opened) {
    channel = opened;
    if (tcp) {
      opened
          .pipeline()
          .addLast(
              new LengthFieldBasedFrameDecoder(
                  DnsLimits.MESSAGE_BYTES + LENGTH_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES),
              new LengthFieldPrepender(LENGTH_BYTES));
    }
    opened.pipeline().addLast(new Answers());
  }

  /// Sends the question, and waits for its answer.
  private final class Answers extends SimpleChannelInboundHandler<Object> {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      var _ = context.writeAndFlush(context.alloc().buffer(message.length).writeBytes(message));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object read) {
      ByteBuf content = read instanceof DatagramPacket packet ? packet.content() : (ByteBuf) read;
      if (answers(content)) {
        end(Optional.of(ByteBufUtil.getBytes(content)));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      end(Optional.empty()); // as when no one listens there
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      end(Optional.empty());
    }
  }

  /// Whether these bytes answer what was asked: the same id and the same question.
  private boolean answers(ByteBuf content) {
    int question = questionEnd() - HEADER;
    int start = content.readerIndex();
    if (content.readableBytes() < HEADER + question
        || content.getByte(start) != message[0]
        || content.getByte(start + 1) != message[1]
        || (content.getByte(start + 2) & 0x80) == 0) {
      return false;
    }
    for (int i = HEADER; i < HEADER + question; i++) {
      if (lowerCase(content.getByte(start + i)) != lowerCase(message[i])) {
        return false;
      }
    }
    return true;
  }

  private int questionEnd() {
    int at = HEADER;
    while (at < message.length && message[at] != 0) {
      at += 1 + (message[at] & 0xff);
    }
    return Math.min(at + 5, message.length);
  }

  private static int lowerCase(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
  }

  private void end(Optional<byte[]> answer) {
    Consumer<Optional<byte[]>> waiting = done;
    if (waiting == null) {
      return;
    }
    done = null;
    if (patience != null) {
      patience.cancel(false);
    }
    if (channel != null) {
      var _ = channel.close();
    }
    waiting.accept(answer);
  }
}
