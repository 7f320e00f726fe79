package org.consulkv.http.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns answers into the bytes of HTTP/1.1, one buffer and one write for all but large ones.
///
/// Threading: thread-safe; the scratch space is the calling event loop's own.
final class ReplyEncoder {
  private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
  private static final byte[] CLOSE = ascii("Connection: close\r\n");
  private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
  private static final byte[] GZIP = ascii("Content-Encoding: gzip\r\n");
  private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
  private static final byte[] CRLF = ascii("\r\n");

  /// Bodies up to this size are copied behind their head: cheaper than a second write.
  private static final int COPY_MAX = 16 * 1024;

  private static final FastThreadLocal<HeaderLines> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected HeaderLines initialValue() {
          return new HeaderLines(1024);
        }
      };

  private final byte[][] statusLines = new byte[600][];
  private final byte[] routeHeaders;

  /// @param responseHeaders added to every answer of a route
  ReplyEncoder(Map<String, String> responseHeaders) {
    HeaderLines lines = new HeaderLines(128).line("Vary", "Accept-Encoding");
    responseHeaders.forEach(lines::line);
    routeHeaders = java.util.Arrays.copyOf(lines.bytes(), lines.length());
    for (int status = 100; status < 600; status++) {
      statusLines[status] = ascii("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n");
    }
  }

  /// Writes the answer, without flushing.
  void write(Channel channel, ClientExchange exchange, Reply reply, boolean keepAlive) {
    ByteBuf owned = reply.owned();
    SharedBody body = reply.shared();
    byte[] shared = body == null ? null : body.plain();
    int length = owned != null ? owned.readableBytes() : shared != null ? shared.length : 0;
    if (exchange.acceptsGzip() && length >= HttpLimits.GZIP_MIN_BYTES && reply.fromRoute()) {
      shared = owned != null ? Gzip.compress(owned) : compressed(body);
      reply.release();
      owned = null;
      length = shared.length;
      reply.headerLines(GZIP);
    }
    HeaderLines head = head(exchange, reply, keepAlive);
    if (allowsBody(reply.status())) {
      head.raw(CONTENT_LENGTH).number(length).end();
    }
    head.raw(CRLF);
    if (exchange.isHead() || length == 0) {
      reply.release();
      Wire.write(channel, copy(channel.alloc(), head, head.length()));
    } else if (owned != null) {
      writeOwned(channel, head, owned);
    } else if (shared != null) {
      writeShared(channel, head, shared);
    }
  }

  private static byte[] compressed(@Nullable SharedBody body) {
    return body == null ? Gzip.compress(new byte[0]) : body.gzip();
  }

  /// Writes the head of an answer whose body follows in chunks or, for HTTP/1.0, until the end.
  void writeStreamHead(Channel channel, ClientExchange exchange, Reply reply, boolean keepAlive) {
    HeaderLines head = head(exchange, reply, keepAlive);
    if (exchange.chunks()) {
      head.raw(CHUNKED);
    }
    head.raw(CRLF);
    Wire.write(channel, copy(channel.alloc(), head, head.length()));
  }

  private HeaderLines head(ClientExchange exchange, Reply reply, boolean keepAlive) {
    HeaderLines head = SCRATCH.get();
    head.clear();
    head.raw(statusLines[reply.status()]);
    head.raw(reply.headers().bytes(), reply.headers().length());
    if (reply.fromRoute()) {
      head.raw(routeHeaders);
    }
    head.raw(HttpDate.line());
    if (!keepAlive) {
      head.raw(CLOSE);
    } else if (exchange.isHttp10()) {
      head.raw(KEEP_ALIVE);
    }
    return head;
  }

  private static void writeOwned(Channel channel, HeaderLines head, ByteBuf body) {
    int start = body.readerIndex() - head.length();
    if (start >= 0) {
      body.setBytes(start, head.bytes(), 0, head.length()).readerIndex(start);
    } else {
      Wire.write(channel, copy(channel.alloc(), head, head.length()));
    }
    Wire.write(channel, body);
  }

  private static void writeShared(Channel channel, HeaderLines head, byte[] body) {
    if (body.length <= COPY_MAX) {
      ByteBuf all = copy(channel.alloc(), head, head.length() + body.length).writeBytes(body);
      Wire.write(channel, all);
    } else {
      Wire.write(channel, copy(channel.alloc(), head, head.length()));
      Wire.write(channel, HotBody.buffer(body, channel.alloc()));
    }
  }

  private static ByteBuf copy(ByteBufAllocator allocator, HeaderLines head, int capacity) {
    return allocator.directBuffer(capacity).writeBytes(head.bytes(), 0, head.length());
  }

  private static boolean allowsBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
