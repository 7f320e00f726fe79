package org.consulkv.agent.check;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request of HTTP/1.1 on a connection of its own: sent when it stands, closed after the
/// answer.
final class HttpCall extends ChannelInitializer<Channel> {
  /// Hears what becomes of a call: one of `answered` and `failed`, on the event loop.
  interface Listener {
    /// A part of the body. The buffer is only lent.
    void body(ByteBuf part);

    /// The answer is complete.
    void answered(HttpResponse response);

    /// There is none, or not all of it.
    void failed(Throwable cause);
  }

  private final Supplier<FullHttpRequest> request;
  private final @Nullable TlsHandlers tls;
  private final Listener listener;

  /// Makes the TLS handler of a connection.
  interface TlsHandlers {
    SslHandler handler(Channel channel);
  }

  /// @param request makes the request, once there is a connection
  /// @param tls null for a connection without
  HttpCall(Supplier<FullHttpRequest> request, @Nullable TlsHandlers tls, Listener listener) {
    this.request = request;
    this.tls = tls;
    this.listener = listener;
  }

  /// What to tell when no connection comes about.
  Consumer<Throwable> otherwise() {
    return listener::failed;
  }

  @Override
  protected void initChannel(Channel channel) {
    if (tls != null) {
      channel.pipeline().addLast(tls.handler(channel));
    }
    channel.pipeline().addLast(new HttpClientCodec(), new Answer());
  }

  /// Threading: confined to the event loop.
  private final class Answer extends SimpleChannelInboundHandler<HttpObject> {
    private @Nullable HttpResponse response;
    private boolean over;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      var _ = context.writeAndFlush(request.get());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message.decoderResult().isFailure()) {
        fail(
            context, new DialException("malformed HTTP response", message.decoderResult().cause()));
        return;
      }
      if (message instanceof HttpResponse head) {
        response = head.status().codeClass() == HttpStatusClass.INFORMATIONAL ? null : head;
      }
      if (over || response == null) {
        return;
      }
      if (message instanceof HttpContent part) {
        listener.body(part.content());
      }
      if (message instanceof LastHttpContent) {
        over = true;
        var _ = context.close();
        listener.answered(response);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      fail(context, new DialException("EOF", null));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      fail(context, cause);
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
      if (!over) {
        over = true;
        listener.failed(cause);
      }
    }
  }
}
