package org.consulkv.agent.check;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes connections of HTTP/2, over TLS or with prior knowledge.
final class Http2Connector {
  /// Waits for the connection's end, and fails with it. Subclasses say what happens on it.
  ///
  /// Threading: confined to the event loop.
  abstract static class Conversation extends Http2ChannelDuplexHandler {
    private final Consumer<Result> done;

    Conversation(Consumer<Result> done) {
      this.done = done;
    }

    /// The connection stands; the codec is before this in the pipeline.
    abstract void begin(ChannelHandlerContext context);

    /// The result for a connection that failed for this reason.
    abstract Result failure(String reason);

    final void finish(ChannelHandlerContext context, Result result) {
      done.accept(result);
      var _ = context.close();
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) {
      finish(context, failure("EOF"));
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      finish(context, failure(GoErrors.text(cause)));
    }
  }

  private final Network network;
  private final boolean useTls;
  private final Probe.Tls tls;

  Http2Connector(Network network, boolean useTls, Probe.Tls tls) {
    this.network = network;
    this.useTls = useTls;
    this.tls = tls;
  }

  /// @param conversation makes the handler of a connection
  /// @param failed is told why there is none
  Prober.Running connect(
      HostPort target, Supplier<Conversation> conversation, Consumer<Throwable> failed) {
    return Dial.to(
        target,
        network.names(),
        network.tcp(),
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            SslHandler handshake =
                useTls ? network.tls().handler(channel.alloc(), tls, target, true) : null;
            if (handshake != null) {
              channel.pipeline().addLast(handshake);
            }
            channel.pipeline().addLast(new Beginning(handshake, conversation.get()));
          }
        },
        failed);
  }

  /// Puts codec and conversation in its own place when the connection stands.
  private static final class Beginning extends ChannelDuplexHandler {
    private final @Nullable SslHandler handshake;
    private final Conversation conversation;

    Beginning(@Nullable SslHandler handshake, Conversation conversation) {
      this.handshake = handshake;
      this.conversation = conversation;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (handshake == null) {
        begin(context);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (!(event instanceof SslHandshakeCompletionEvent completion) || handshake == null) {
        return;
      }
      if (!completion.isSuccess()) {
        exceptionCaught(context, completion.cause());
      } else if (!ApplicationProtocolNames.HTTP_2.equals(handshake.applicationProtocol())) {
        exceptionCaught(
            context, new DialException("http2: the server does not speak HTTP/2 over TLS", null));
      } else {
        begin(context);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      exceptionCaught(context, new DialException("EOF", null));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      conversation.finish(context, conversation.failure(GoErrors.text(cause)));
    }

    private void begin(ChannelHandlerContext context) {
      Http2FrameCodec codec =
          Http2FrameCodecBuilder.forClient()
              .initialSettings(new Http2Settings().pushEnabled(false))
              .build();
      context.pipeline().addLast(codec, conversation);
      context.pipeline().remove(this);
      conversation.begin(context.pipeline().context(conversation));
    }
  }
}
