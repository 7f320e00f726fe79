package org.consulkv.http.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's connection: its requests are answered one after the other, in order.
///
/// Threading: the channel's event loop.
final class Connection extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Listener listener;
  private final Application application;
  private final Channel channel;
  private final Flushing flushing;

  /// The exchange whose turn it is.
  private @Nullable ClientExchange current;

  /// The exchange whose body is arriving.
  private @Nullable ClientExchange reading;

  private @Nullable RequestQueue queue;
  private boolean pumping;

  /// No further request is answered, and what arrives is thrown away.
  private boolean ending;

  private boolean inputEnded;

  Connection(Listener listener, Application application, Channel channel) {
    this.listener = listener;
    this.application = application;
    this.channel = channel;
    flushing = new Flushing(channel);
  }

  Channel channel() {
    return channel;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    flushing.reads();
    try {
      if (ending) {
        return;
      }
      if (message instanceof HttpRequest request) {
        open(request);
      }
      if (message instanceof HttpContent content) {
        receive(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    flushing.hasRead();
  }

  private void open(HttpRequest request) {
    ClientExchange exchange = Reception.open(this, application, request);
    reading = exchange;
    if (current == null) {
      current = exchange;
      beginTurn(exchange);
    } else {
      if (queue == null) {
        queue = new RequestQueue();
      }
      queue.add(exchange);
      regulate();
    }
  }

  /// What is to be done as soon as an exchange is first in line.
  private void beginTurn(ClientExchange exchange) {
    if (exchange.handler() instanceof Refusal) {
      exchange.markReceived();
    } else if (exchange.isNotWorthReading()) {
      // Not worth reading: answer at once, then hang up.
      exchange.markReceived();
      ending = true;
    } else if (exchange.expectsContinue() && !exchange.received()) {
      write(channel.alloc().directBuffer(CONTINUE.length).writeBytes(CONTINUE));
    }
    pump();
  }

  private void receive(HttpContent content) {
    ClientExchange exchange = reading;
    if (exchange == null) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      breakBody(exchange);
      return;
    }
    exchange.receive(content.content());
    if (content instanceof LastHttpContent) {
      reading = null;
      exchange.markReceived();
      if (exchange.streamedBody() != null) {
        exchange.streamedBody().end();
      }
      pump();
    } else if (exchange == current && exchange.isEndless()) {
      exchange.markReceived();
      ending = true;
      pump();
    }
    regulate();
  }

  /// The rest of the connection makes no sense: refuse the request, if nobody works on it yet.
  private void breakBody(ClientExchange exchange) {
    BodyStream stream = exchange.streamedBody();
    if (stream != null) {
      stream.lose();
      ending = true;
      return;
    }
    exchange.handler(Refusal.BAD_REQUEST);
    exchange.markReceived();
    reading = null;
    pump();
  }

  /// Handles what is ready, in order, while the client takes the answers.
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (current != null && !current.started() && current.ready() && channel.isWritable()) {
        start(current);
      }
    } finally {
      pumping = false;
    }
    regulate();
  }

  @SuppressWarnings("CatchingUnchecked") // whatever goes wrong, the client gets an answer
  private void start(ClientExchange exchange) {
    try {
      exchange.start();
    } catch (Exception e) {
      LOG.error("a request could not be answered", e);
      if (exchange == current) {
        answer(exchange, Reply.text(500, "internal error: " + e));
      }
    }
  }

  /// Reading pauses while the client is too far ahead, and goes on when there is room.
  void regulate() {
    boolean room =
        (queue == null || queue.hasRoom()) && (reading == null || reading.hasRoomForBody());
    if (channel.config().isAutoRead() != room) {
      channel.config().setAutoRead(room);
    }
  }

  /// Sends an answer and lets the next request have its turn.
  void answer(ClientExchange exchange, Reply reply) {
    if (exchange != current || !channel.isActive()) {
      reply.release();
      return;
    }
    boolean last = endsWith(exchange) || reply.closes();
    listener.encoder().write(channel, exchange, reply, !last);
    finish(exchange, last);
  }

  private boolean endsWith(ClientExchange exchange) {
    return ending
        || !exchange.keepAlive()
        || listener.stopping()
        || (inputEnded && (queue == null || queue.isEmpty()))
        || !exchange.received();
  }

  void beginStream(ClientExchange exchange, Reply reply, ChunkedAnswer answer) {
    if (exchange != current || !channel.isActive()) {
      answer.gone();
      return;
    }
    boolean last = endsWith(exchange) || exchange.isHttp10();
    listener.encoder().writeStreamHead(channel, exchange, reply, !last);
    channel.flush();
  }

  void streamEnded(ClientExchange exchange) {
    if (exchange == current) {
      finish(exchange, endsWith(exchange) || exchange.isHttp10());
    }
  }

  private void finish(ClientExchange exchange, boolean last) {
    exchange.finish();
    current = null;
    if (last) {
      hangUp();
      return;
    }
    flushing.soon();
    if (queue != null && !queue.isEmpty()) {
      current = queue.remove();
      beginTurn(current);
    }
  }

  private void write(ByteBuf bytes) {
    Wire.write(channel, bytes);
    flushing.soon();
  }

  /// Ends the connection so that the last answer still arrives: a socket closed with unread input
  /// would take the answer back.
  private void hangUp() {
    ending = true;
    queue = null;
    channel.config().setAutoRead(true);
    listener.hangUp(channel, inputEnded || reading == null);
  }

  /// The listener stops: what waits is answered, what is idle ends.
  void stop() {
    ClientExchange exchange = current;
    if (exchange == null) {
      Wire.close(channel);
      return;
    }
    Waiting forChange = waitingForChange(exchange);
    if (forChange != null) {
      forChange.hurry();
    }
  }

  private static @Nullable Waiting waitingForChange(ClientExchange exchange) {
    Waiting waiting = exchange.waiting();
    return waiting != null && waiting.isForChange() ? waiting : null;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable()) {
      pump();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      ClientExchange exchange = current;
      if (exchange == null || ending || waitingForChange(exchange) != null || !exchange.ready()) {
        Wire.close(channel);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    listener.forget(this);
    ClientExchange exchange = current;
    current = null;
    queue = null;
    if (reading != null && reading.streamedBody() != null) {
      reading.streamedBody().lose();
    }
    if (exchange != null && exchange.waiting() != null) {
      exchange.waiting().abandon();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("connection from {} broke", channel.remoteAddress(), cause);
    } else {
      LOG.error("connection from {} is closed after an error", channel.remoteAddress(), cause);
    }
    Wire.close(channel);
  }
}
