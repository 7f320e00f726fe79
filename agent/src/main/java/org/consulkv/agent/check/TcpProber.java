package org.consulkv.agent.check;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.time.Duration;
import java.util.function.Consumer;

/// Connects and, if so asked, shakes hands over TLS. Nothing is sent.
final class TcpProber implements Prober {
  private final Network network;
  private final Probe.Tcp probe;

  TcpProber(Network network, Probe.Tcp probe) {
    this.network = network;
    this.probe = probe;
  }

  @Override
  public Running start(Consumer<Result> done) {
    HostPort target;
    try {
      target = HostPort.parse(probe.target());
    } catch (IllegalArgumentException e) {
      done.accept(Result.critical("dial tcp: " + e.getMessage()));
      return Running.NONE;
    }
    Once once = new Once(done);
    return Dial.to(
        target,
        network.names(),
        network.tcp(),
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            if (probe.useTls()) {
              channel
                  .pipeline()
                  .addLast(network.tls().handler(channel.alloc(), probe.tls(), target, false));
            }
            channel.pipeline().addLast(new Connected(once));
          }
        },
        e -> once.accept(Result.critical(GoErrors.text(e))));
  }

  @Override
  public Result timedOut(Duration timeout) {
    return Result.critical("dial tcp " + probe.target() + ": i/o timeout");
  }

  private final class Connected extends ChannelInboundHandlerAdapter {
    private final Once once;

    Connected(Once once) {
      this.once = once;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (!probe.useTls()) {
        succeed(context);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (handshake.isSuccess()) {
          succeed(context);
        } else {
          exceptionCaught(context, handshake.cause());
        }
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      once.accept(Result.critical(GoErrors.text(cause)));
      var _ = context.close();
    }

    private void succeed(ChannelHandlerContext context) {
      var _ = context.close();
      once.accept(Result.passing("TCP connect " + probe.target() + ": Success"));
    }
  }
}
