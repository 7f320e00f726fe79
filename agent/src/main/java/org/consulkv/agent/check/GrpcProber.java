package org.consulkv.agent.check;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.function.Consumer;

/// Asks the standard health service of gRPC (`grpc.health.v1.Health/Check`): `SERVING` passes.
///
/// @see "GRPC Health Checking Protocol; gRPC over HTTP2"
final class GrpcProber implements Prober {
  private final Http2Connector connector;
  private final String target;
  private final String address;
  private final String service;
  private final boolean tls;

  GrpcProber(Network network, Probe.Grpc probe) {
    connector = new Http2Connector(network, probe.useTls(), probe.tls());
    target = probe.target();
    int slash = target.indexOf('/');
    address = slash < 0 ? target : target.substring(0, slash);
    service = slash < 0 ? "" : target.substring(slash + 1);
    tls = probe.useTls();
  }

  @Override
  public Running start(Consumer<Result> done) {
    HostPort parsed;
    try {
      parsed = HostPort.parse(address);
    } catch (IllegalArgumentException e) {
      done.accept(unavailable("dial tcp: " + e.getMessage()));
      return Running.NONE;
    }
    Once once = new Once(done);
    return connector.connect(
        parsed, () -> new Call(once), e -> once.accept(unavailable(GoErrors.text(e))));
  }

  @Override
  public Result timedOut(Duration timeout) {
    return error(4, "context deadline exceeded");
  }

  private Result unavailable(String reason) {
    return error(14, "connection error: desc = \"transport: " + reason + "\"");
  }

  private static Result error(int code, String description) {
    return Result.critical(
        "rpc error: code = " + GrpcMessages.codeName(code) + " desc = " + description);
  }

  private Result judge(int servingStatus) {
    if (servingStatus == GrpcMessages.SERVING) {
      return Result.passing("gRPC check " + target + ": success");
    }
    return Result.critical(
        "gRPC " + target + " serving status: " + GrpcMessages.servingName(servingStatus));
  }

  private final class Call extends Http2Connector.Conversation {
    private final ByteBuf answer = Unpooled.buffer(16, GrpcMessages.MAX_ANSWER_BYTES);

    Call(Consumer<Result> done) {
      super(done);
    }

    @Override
    void begin(ChannelHandlerContext context) {
      Http2Headers headers =
          new DefaultHttp2Headers()
              .method("POST")
              .scheme(tls ? "https" : "http")
              .path("/grpc.health.v1.Health/Check")
              .authority(address);
      headers.set("content-type", "application/grpc");
      headers.set("te", "trailers");
      headers.set("user-agent", "Consul Health Check");
      Http2FrameStream stream = newStream();
      var _ = context.write(new DefaultHttp2HeadersFrame(headers, false).stream(stream));
      ByteBuf request = GrpcMessages.request(service);
      var _ = context.writeAndFlush(new DefaultHttp2DataFrame(request, true).stream(stream));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      try {
        switch (frame) {
          case Http2HeadersFrame headers -> onHeaders(context, headers);
          case Http2DataFrame data -> onData(context, data);
          case Http2ResetFrame reset ->
              finish(context, error(13, "stream terminated by RST_STREAM: " + reset.errorCode()));
          case Http2GoAwayFrame goAway when goAway.errorCode() != 0 ->
              finish(context, unavailable("closed by the server: " + goAway.errorCode()));
          default -> {} // settings and the like are the codec's
        }
      } finally {
        ReferenceCountUtil.release(frame);
      }
    }

    private void onHeaders(ChannelHandlerContext context, Http2HeadersFrame frame) {
      CharSequence http = frame.headers().status();
      CharSequence code = frame.headers().get("grpc-status");
      if (code != null) {
        onStatus(context, code, frame.headers().get("grpc-message"));
      } else if (http != null && !http.toString().equals("200")) {
        finish(context, error(2, "unexpected HTTP status code received from server: " + http));
      } else if (frame.isEndStream()) {
        finish(context, error(13, "server closed the stream without sending trailers"));
      }
    }

    private void onStatus(
        ChannelHandlerContext context, CharSequence status, CharSequence message) {
      int code = GrpcMessages.code(status);
      if (code == 0) {
        finish(context, judge(GrpcMessages.servingStatus(answer)));
      } else {
        finish(context, error(code, message == null ? "" : message.toString()));
      }
    }

    private void onData(ChannelHandlerContext context, Http2DataFrame frame) {
      if (frame.content().readableBytes() > answer.maxWritableBytes()) {
        finish(context, error(8, "the answer is too long"));
        return;
      }
      answer.writeBytes(frame.content());
      if (frame.isEndStream()) {
        finish(context, error(13, "server closed the stream without sending trailers"));
      }
    }

    @Override
    Result failure(String reason) {
      return unavailable(reason);
    }
  }
}
