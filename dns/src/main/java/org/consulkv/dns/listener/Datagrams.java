package org.consulkv.dns.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.consulkv.dns.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Questions over UDP.
///
/// Threading: confined to its channel's event loop.
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

  private final Inquiries answerer;
  private final RandomGenerator random;
  private final QuestionSample sample;
  private boolean reading;

  Datagrams(Inquiries answerer, RandomGenerator random, QuestionSample sample) {
    this.answerer = answerer;
    this.random = random;
    this.sample = sample;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    reading = true;
    InetSocketAddress sender = packet.sender();
    answerer.take(
        packet.content(), sender.getAddress(), false, new Sender(context.channel(), sender));
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reading = false;
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("A datagram could not be received or sent", cause);
  }

  /// Answers one datagram; drops the answer when too many wait to be sent.
  private final class Sender implements Replier {
    private final Channel channel;
    private final InetSocketAddress to;
    private final long since = sample.start();

    Sender(Channel channel, InetSocketAddress to) {
      this.channel = channel;
      this.to = to;
    }

    @Override
    public void reply(Response response, int id) {
      sample.end(since);
      if (channel.isWritable()) {
        ByteBuf out = channel.alloc().directBuffer(response.mostBytes());
        response.write(out, id, random);
        send(out);
      }
    }

    @Override
    public void relay(byte[] message) {
      sample.end(since);
      send(channel.alloc().directBuffer(message.length).writeBytes(message));
    }

    @Override
    public void ignore() {}

    private void send(ByteBuf out) {
      DatagramPacket packet = new DatagramPacket(out, to);
      if (reading) {
        var _ = channel.write(packet, channel.voidPromise());
      } else {
        var _ = channel.writeAndFlush(packet, channel.voidPromise());
      }
    }
  }
}
