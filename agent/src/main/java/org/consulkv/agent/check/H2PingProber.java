package org.consulkv.agent.check;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.function.Consumer;

/// Sends a PING of HTTP/2 and waits for its acknowledgement.
final class H2PingProber implements Prober {
  private static final long PAYLOAD = 0x636f6e73756c6b76L;

  private final Http2Connector connector;
  private final String target;

  H2PingProber(Network network, Probe.H2Ping probe) {
    connector = new Http2Connector(network, probe.useTls(), probe.tls());
    target = probe.target();
  }

  @Override
  public Running start(Consumer<Result> done) {
    HostPort parsed;
    try {
      parsed = HostPort.parse(target);
    } catch (IllegalArgumentException e) {
      done.accept(failed("dial tcp: " + e.getMessage()));
      return Running.NONE;
    }
    Once once = new Once(done);
    return connector.connect(
        parsed, () -> new Ping(once), e -> once.accept(failed(GoErrors.text(e))));
  }

  @Override
  public Result timedOut(Duration timeout) {
    return failed("context deadline exceeded");
  }

  private Result failed(String reason) {
    return Result.critical("HTTP2 ping to " + target + " failed: " + reason);
  }

  private final class Ping extends Http2Connector.Conversation {
    Ping(Consumer<Result> done) {
      super(done);
    }

    @Override
    void begin(ChannelHandlerContext context) {
      var _ = context.writeAndFlush(new DefaultHttp2PingFrame(PAYLOAD));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      if (frame instanceof Http2PingFrame ping && ping.ack() && ping.content() == PAYLOAD) {
        finish(context, Result.passing("HTTP2 ping was successful"));
      }
      ReferenceCountUtil.release(frame);
    }

    @Override
    Result failure(String reason) {
      return failed(reason);
    }
  }
}
