package org.consulkv.gossip.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import org.consulkv.gossip.msgpack.MalformedException;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.SwimMessage;
import org.consulkv.runtime.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Packets over UDP.
///
/// Threading: confined to the gossip loop, but for [#bind].
@SuppressWarnings("FutureReturnValueIgnored") // A packet that is not sent is like one that is lost.
final class Packets {
  private static final Logger LOG = LoggerFactory.getLogger(Packets.class);
  private static final int LARGEST = 65535;

  private final Envelope envelope;
  private final Channel channel;

  private Packets(Envelope envelope, Channel channel) {
    this.envelope = envelope;
    this.channel = channel;
  }

  /// Listens. Blocks shortly; not on the loop.
  ///
  /// @param received given each packet's sender and messages
  static Packets bind(
      EventLoop loop,
      InetSocketAddress address,
      Envelope envelope,
      BiConsumer<Address, List<SwimMessage>> received)
      throws IOException {
    ChannelFuture binding =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.SO_RCVBUF, 2 << 20)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST))
            .handler(new Receive(envelope, received))
            .bind(address)
            .awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IOException(
          "listen for packets on " + address + ": " + binding.cause().getMessage(),
          binding.cause());
    }
    return new Packets(envelope, binding.channel());
  }

  /// Sends without knowing whether it arrives.
  void send(Address to, boolean checksum, List<SwimMessage> messages) {
    Bytes bytes = envelope.packet(messages, checksum);
    channel.writeAndFlush(
        new DatagramPacket(Unpooled.wrappedBuffer(bytes.shared()), Sockets.of(to)));
  }

  void close() {
    channel.close();
  }

  private static final class Receive extends SimpleChannelInboundHandler<DatagramPacket> {
    private final Envelope envelope;
    private final BiConsumer<Address, List<SwimMessage>> received;

    Receive(Envelope envelope, BiConsumer<Address, List<SwimMessage>> received) {
      this.envelope = envelope;
      this.received = received;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      try {
        Bytes bytes = Bytes.owning(ByteBufUtil.getBytes(packet.content()));
        received.accept(Sockets.of(packet.sender()), envelope.open(bytes));
      } catch (MalformedException e) {
        LOG.debug("gossip: packet from {} dropped: {}", packet.sender(), e.getMessage());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // Such as "connection refused", which says of an earlier packet that nobody listened there.
      LOG.debug("gossip: packets", cause);
    }
  }
}
