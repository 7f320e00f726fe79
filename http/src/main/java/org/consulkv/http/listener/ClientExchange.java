package org.consulkv.http.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// A request that a client sent over its connection.
///
/// Threading: the connection's event loop, except [#send], [#stream] and [#bodyStream]'s reader.
final class ClientExchange implements Exchange {
  private final Connection connection;
  private final boolean keepAlive;
  private final boolean gzip;
  private final boolean head;
  private final boolean http10;
  private final boolean expectsContinue;
  private Handler handler;
  private @Nullable BodyBuffer body;
  private @Nullable BodyStream stream;
  private @Nullable Waiting waiting;
  private boolean received;
  private boolean started;

  ClientExchange(Connection connection, HttpRequest request, Handler handler) {
    this.connection = connection;
    this.handler = handler;
    HttpHeaders headers = request.headers();
    keepAlive = HttpUtil.isKeepAlive(request);
    gzip = Gzip.accepted(headers.get(HttpHeaderNames.ACCEPT_ENCODING));
    head = request.method().equals(HttpMethod.HEAD);
    http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    expectsContinue = HttpUtil.is100ContinueExpected(request);
  }

  @Override
  public SocketAddress client() {
    return connection.channel().remoteAddress();
  }

  @Override
  public EventLoop loop() {
    return connection.channel().eventLoop();
  }

  @Override
  public ByteBufAllocator allocator() {
    return connection.channel().alloc();
  }

  @Override
  public byte[] body() {
    return body == null ? new byte[0] : body.take();
  }

  @Override
  public long bodyLength() {
    return body == null ? 0 : body.length();
  }

  @Override
  public BodyStream bodyStream() {
    if (stream == null) {
      throw new IllegalStateException("this handler did not ask for a stream");
    }
    return stream;
  }

  @Override
  public void send(Reply reply) {
    EventLoop loop = loop();
    if (loop.inEventLoop()) {
      connection.answer(this, reply);
    } else {
      loop.execute(() -> connection.answer(this, reply));
    }
  }

  @Override
  public AnswerStream stream(Reply reply) {
    ChunkedAnswer answer = new ChunkedAnswer(connection.channel(), this);
    loop().execute(() -> connection.beginStream(this, reply, answer));
    return answer;
  }

  @Override
  public void holdBack(Waiting answer) {
    waiting = answer;
    body = null;
    handler = Answered.INSTANCE;
  }

  boolean isHead() {
    return head;
  }

  boolean acceptsGzip() {
    return gzip;
  }

  boolean isHttp10() {
    return http10;
  }

  boolean chunks() {
    return !http10;
  }

  /// Whether the connection can go on after a plain answer.
  boolean keepAlive() {
    return keepAlive;
  }

  boolean expectsContinue() {
    return expectsContinue;
  }

  Handler handler() {
    return handler;
  }

  void handler(Handler other) {
    handler = other;
  }

  @Nullable BodyBuffer buffer() {
    return body;
  }

  void buffer(BodyBuffer buffer) {
    body = buffer;
  }

  @Nullable BodyStream streamedBody() {
    return stream;
  }

  void streamedBody(BodyStream bodyStream) {
    stream = bodyStream;
  }

  @Nullable Waiting waiting() {
    return waiting;
  }

  boolean received() {
    return received;
  }

  void markReceived() {
    received = true;
  }

  boolean started() {
    return started;
  }

  /// Whether its turn has come as far as its body is concerned.
  boolean ready() {
    return received || stream != null;
  }

  /// Takes a part of the body.
  void receive(ByteBuf content) {
    if (stream != null) {
      stream.offer(content);
    } else if (body != null && content.isReadable()) {
      body.append(content);
    }
  }

  boolean hasRoomForBody() {
    return stream == null || stream.hasRoom();
  }

  /// Whether the body is too long, and its rest too long or not sent yet.
  boolean isNotWorthReading() {
    return body != null
        && body.tooLong()
        && !received
        && (expectsContinue || body.length() > HttpLimits.DISCARDED_BODY_BYTES);
  }

  /// Whether the body has outgrown what is thrown away for politeness.
  boolean isEndless() {
    return body != null && body.length() > body.limit() + HttpLimits.DISCARDED_BODY_BYTES;
  }

  void start() {
    started = true;
    handler.handle(this);
  }

  /// The last byte of a streamed answer was written.
  void streamEnded() {
    connection.streamEnded(this);
  }

  void finish() {
    waiting = null;
    body = null;
    handler = Answered.INSTANCE;
  }

  /// Takes the handler's place when it is done, so that it can be collected.
  private enum Answered implements Handler {
    INSTANCE;

    @Override
    public long bodyLimit() {
      return 0;
    }

    @Override
    public void handle(Exchange exchange) {
      throw new IllegalStateException("already answered");
    }
  }
}
