package org.consulkv.http.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/// Answers to what is not a proper HTTP request. Each ends its connection.
enum Refusal implements Handler {
  BAD_REQUEST(400, "400 Bad Request"),
  MISSING_HOST(400, "400 Bad Request: missing required Host header"),
  EXPECTATION_FAILED(417, ""),
  HEADERS_TOO_LARGE(431, "431 Request Header Fields Too Large"),
  UNSUPPORTED_VERSION(505, "505 HTTP Version Not Supported: unsupported protocol version");

  /// Said to a client with too many connections, before it has asked for anything.
  static final byte[] TOO_MANY_CONNECTIONS = tooManyConnections();

  private final int status;
  private final String message;

  Refusal(int status, String message) {
    this.status = status;
    this.message = message;
  }

  /// Why a request whose head could not be read is refused.
  static Refusal unreadable(Throwable cause) {
    return cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
        ? HEADERS_TOO_LARGE
        : BAD_REQUEST;
  }

  static boolean versionKnown(HttpRequest request) {
    return request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        || request.protocolVersion().equals(HttpVersion.HTTP_1_0);
  }

  @Override
  public long bodyLimit() {
    return 0;
  }

  @Override
  public void handle(Exchange exchange) {
    Reply reply = message.isEmpty() ? Reply.of(status) : Reply.text(status, message);
    exchange.send(reply.bare().close());
  }

  private static byte[] tooManyConnections() {
    String body =
        "Your IP is issuing too many concurrent connections, please rate limit your calls\n";
    String head =
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: text/plain\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n";
    return (head + body).getBytes(ISO_8859_1);
  }
}
