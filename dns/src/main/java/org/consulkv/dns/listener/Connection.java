package org.consulkv.dns.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.consulkv.dns.DnsLimits;
import org.consulkv.dns.message.Response;

/// Questions over one TCP connection, each after its length. Answers may overtake each other.
///
/// Threading: confined to its channel's event loop.
final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
  private static final int LENGTH_BYTES = 2;

  private final Inquiries answerer;
  private final RandomGenerator random;
  private final QuestionSample sample;
  private int underWay;

  Connection(Inquiries answerer, RandomGenerator random, QuestionSample sample) {
    this.answerer = answerer;
    this.random = random;
    this.sample = sample;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
    Channel channel = context.channel();
    if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
      var _ = channel.close();
      return;
    }
    InetAddress sender = peer.getAddress();
    underWay++;
    pace(channel);
    answerer.take(message, sender, true, new Sender(channel));
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    pace(context.channel());
    context.fireChannelWritabilityChanged();
  }

  /// Reads on only while the client takes its answers.
  private void pace(Channel channel) {
    channel
        .config()
        .setAutoRead(underWay < DnsLimits.QUESTIONS_PER_CONNECTION && channel.isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && underWay == 0) {
      var _ = context.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }

  /// Answers one question.
  private final class Sender implements Replier {
    private final Channel channel;
    private final long since = sample.start();

    Sender(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void reply(Response response, int id) {
      ByteBuf out = channel.alloc().directBuffer(LENGTH_BYTES + response.mostBytes());
      out.writeZero(LENGTH_BYTES);
      response.write(out, id, random);
      out.setShort(0, out.readableBytes() - LENGTH_BYTES);
      send(out);
    }

    @Override
    public void relay(byte[] message) {
      send(
          channel
              .alloc()
              .directBuffer(LENGTH_BYTES + message.length)
              .writeShort(message.length)
              .writeBytes(message));
    }

    @Override
    public void ignore() {
      var _ = channel.close();
    }

    private void send(ByteBuf out) {
      sample.end(since);
      underWay--;
      pace(channel);
      var _ = channel.writeAndFlush(out, channel.voidPromise());
    }
  }
}
