package org.consulkv.agent.check;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.function.Consumer;

/// Sends a datagram. An answer passes, and so does silence; that nobody listens (the machine says
/// so) is critical.
final class UdpProber implements Prober {
  private final Network network;
  private final String target;
  private final Duration silence;

  /// @param silence how long nothing at all counts as well
  UdpProber(Network network, String target, Duration silence) {
    this.network = network;
    this.target = target;
    this.silence = silence;
  }

  @Override
  public Running start(Consumer<Result> done) {
    HostPort parsed;
    try {
      parsed = HostPort.parse(target);
    } catch (IllegalArgumentException e) {
      done.accept(Result.critical("dial udp: " + e.getMessage()));
      return Running.NONE;
    }
    Once once = new Once(done);
    return Dial.to(
        parsed,
        network.names(),
        network.udp(),
        new Asking(once),
        e -> once.accept(Result.critical(GoErrors.text(e).replace("dial tcp", "dial udp"))));
  }

  /// Silence is the usual end of a probe, so that its timeout must not be longer than it may take.
  @Override
  public Duration defaultTimeout() {
    return silence;
  }

  @Override
  public Result timedOut(Duration timeout) {
    return success();
  }

  private Result success() {
    return Result.passing("UDP connect " + target + ": Success");
  }

  @ChannelHandler.Sharable // it keeps nothing; a name may have several addresses
  private final class Asking extends ChannelInboundHandlerAdapter {
    private static final byte[] QUESTION = {'\n'};

    private final Once once;

    Asking(Once once) {
      this.once = once;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      var _ = context.writeAndFlush(Unpooled.wrappedBuffer(QUESTION));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      var _ = context.close();
      once.accept(success());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
      once.accept(Result.critical("read udp " + target + ": read: " + GoErrors.reason(cause)));
    }
  }
}
