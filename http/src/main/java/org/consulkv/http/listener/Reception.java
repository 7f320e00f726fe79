package org.consulkv.http.listener;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

/// Looks at the head of each request: who handles it, and what becomes of its body.
final class Reception {
  private Reception() {}

  static ClientExchange open(Connection connection, Application application, HttpRequest request) {
    Handler handler = handlerFor(connection, application, request);
    ClientExchange exchange = new ClientExchange(connection, request, handler);
    prepareBody(connection, exchange, request);
    return exchange;
  }

  private static void prepareBody(
      Connection connection, ClientExchange exchange, HttpRequest request) {
    Handler handler = exchange.handler();
    if (handler instanceof Refusal) {
      return;
    }
    if (handler.streamsBody()) {
      exchange.streamedBody(new BodyStream(connection.channel(), connection::regulate));
    } else if (HttpUtil.isContentLengthSet(request)
        || HttpUtil.isTransferEncodingChunked(request)) {
      long declared = HttpUtil.getContentLength(request, -1L);
      exchange.buffer(new BodyBuffer(handler.bodyLimit(), declared));
    }
  }

  private static Handler handlerFor(
      Connection connection, Application application, HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Refusal.unreadable(request.decoderResult().cause());
    }
    if (!Refusal.versionKnown(request)) {
      return Refusal.UNSUPPORTED_VERSION;
    }
    if (expectsTheUnknown(request)) {
      return Refusal.EXPECTATION_FAILED;
    }
    if (!request.headers().contains("Host") && request.protocolVersion().minorVersion() > 0) {
      return Refusal.MISSING_HOST;
    }
    return application.open(request, connection.channel().remoteAddress());
  }

  private static boolean expectsTheUnknown(HttpRequest request) {
    String expectation = request.headers().get(HttpHeaderNames.EXPECT);
    return expectation != null && !HttpHeaderValues.CONTINUE.contentEqualsIgnoreCase(expectation);
  }
}
