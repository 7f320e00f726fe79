package org.consulkv.consensus.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcServices;
import org.consulkv.runtime.rpc.RpcStreamHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the one stream of a connection, on a virtual thread. While the answer is made, empty
/// frames tell the caller that this side is alive.
///
/// Threading: confined to the connection's event loop, but for [#run].
final class ServedStream extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(ServedStream.class);
  private static final byte[] NOTHING = {};
  private static final int SIGN_OF_LIFE_SECONDS = 3;

  private final RpcServices services;
  private final Semaphore streams;
  private @Nullable RequestStream request;
  private @Nullable AnswerStream answer;
  private @Nullable Future<?> signsOfLife;
  private boolean requestEnded;
  private boolean answerEnded;

  ServedStream(RpcServices services, Semaphore streams) {
    this.services = services;
    this.streams = streams;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
    byte type = frame.readByte();
    RequestStream open = request;
    if (open == null) {
      start(context, Frame.rest(frame).toUtf8());
    } else if (type == Frame.END) {
      open.end();
      requestEnded = true;
      closeIfOver(context);
    } else {
      open.add(Frame.rest(frame).shared());
    }
  }

  private void start(ChannelHandlerContext context, String method) {
    context.channel().config().setAutoRead(false);
    var in = new RequestStream(context.channel());
    var out = new AnswerStream(context.channel());
    request = in;
    answer = out;
    signsOfLife =
        context
            .executor()
            .scheduleAtFixedRate(
                () -> signOfLife(context),
                SIGN_OF_LIFE_SECONDS,
                SIGN_OF_LIFE_SECONDS,
                TimeUnit.SECONDS);
    Thread.ofVirtual().name("rpc-" + method).start(() -> run(context, method, in, out));
  }

  private static void signOfLife(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      var _ = context.writeAndFlush(Frame.chunk(Frame.ANSWER, NOTHING, 0, 0));
    }
  }

  private void run(
      ChannelHandlerContext context, String method, RequestStream in, AnswerStream out) {
    boolean may = streams.tryAcquire();
    try {
      if (!may) {
        throw new RpcException(Reason.REFUSED, "too many streams are open");
      }
      RpcStreamHandler handler =
          services.stream(method)
              .orElseThrow(
                  () -> new RpcException(Reason.UNREACHABLE, "there is no method " + method));
      handler.answer(in, out);
      out.end();
    } catch (RpcException expected) {
      out.fail(expected);
    } catch (IOException | RuntimeException e) {
      LOG.warn("the stream {} of another agent failed", method, e);
      out.fail(new RpcException(Reason.LOST, "the other side failed: " + e));
    } finally {
      if (may) {
        streams.release();
      }
      answeredOn(context, in);
    }
  }

  private void answeredOn(ChannelHandlerContext context, RequestStream in) {
    try {
      context.executor().execute(() -> answered(context, in));
    } catch (RejectedExecutionException closed) {
      LOG.debug("the server closed during a stream", closed); // and its connections with it
    }
  }

  /// The rest of the request is passed over, so that the other side can finish sending it and read
  /// the answer.
  private void answered(ChannelHandlerContext context, RequestStream in) {
    answerEnded = true;
    stopSignsOfLife();
    in.discard();
    closeIfOver(context);
  }

  private void closeIfOver(ChannelHandlerContext context) {
    if (requestEnded && answerEnded) {
      var _ = context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void stopSignsOfLife() {
    if (signsOfLife != null) {
      signsOfLife.cancel(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (answer != null) {
      answer.wake();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stopSignsOfLife();
    if (request != null) {
      request.broken();
    }
    if (answer != null) {
      answer.wake();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("a stream from {} failed", context.channel().remoteAddress(), cause);
    var _ = context.close();
  }
}
