package org.consulkv.consensus.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.consulkv.runtime.rpc.RpcHandler;
import org.consulkv.runtime.rpc.RpcServices;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the calls of one connection. While the other side does not take answers, no further
/// requests are read. While a long request arrives, the other side is told that its bytes are
/// taken.
///
/// Threading: confined to the connection's event loop; answers come from any thread.
final class ServedCalls extends SimpleChannelInboundHandler<ByteBuf> {
  private static final Logger LOG = LoggerFactory.getLogger(ServedCalls.class);

  /// Less than anyone's patience with a silent connection.
  private static final long SIGN_OF_LIFE_NANOS = Duration.ofMillis(50).toNanos();

  private final RpcServices services;
  private final RpcLimits limits;
  private final Map<Long, CompletableFuture<Bytes>> open = new HashMap<>();
  private boolean whole;
  private long signNanos = System.nanoTime();

  ServedCalls(RpcServices services, RpcLimits limits) {
    this.services = services;
    this.limits = limits;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
    whole = true;
    byte type = frame.readByte();
    long call = frame.readLong();
    switch (type) {
      case Frame.REQUEST -> answer(context, call, Frame.method(frame), Frame.rest(frame));
      case Frame.CANCEL -> cancel(open.remove(call));
      case Frame.PING -> write(context, Frame.bare(context.alloc(), Frame.PONG, call));
      default -> LOG.debug("passing over a frame of the unknown type {}", type);
    }
  }

  /// What was read may have been a part of a request whose rest takes long to come; what the other
  /// side sends to see whether anyone is here comes after that.
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    long nowNanos = System.nanoTime();
    if (!whole && nowNanos - signNanos > SIGN_OF_LIFE_NANOS) {
      signNanos = nowNanos;
      write(context, Frame.bare(context.alloc(), Frame.PONG, 0));
    }
    whole = false;
    context.fireChannelReadComplete();
  }

  private void answer(ChannelHandlerContext context, long call, String method, Bytes request) {
    if (open.size() >= limits.callsPerConnection()) {
      fail(context, call, new RpcException(Reason.REFUSED, "too many calls wait for answers"));
      return;
    }
    @Nullable RpcHandler handler = services.handler(method).orElse(null);
    if (handler == null) {
      fail(context, call, new RpcException(Reason.UNREACHABLE, "there is no method " + method));
      return;
    }
    CompletableFuture<Bytes> answer;
    try {
      answer = handler.answer(request);
    } catch (RuntimeException e) {
      fail(context, call, why(method, e));
      return;
    }
    open.put(call, answer);
    var _ =
        answer.whenComplete((bytes, failure) -> {
          if (context.executor().inEventLoop()) {
            end(context, call, method, bytes, failure);
          } else {
            context.executor().execute(() -> end(context, call, method, bytes, failure));
          }
        });
  }

  private void end(
      ChannelHandlerContext context,
      long call,
      String method,
      @Nullable Bytes answer,
      @Nullable Throwable failure) {
    if (open.remove(call) == null) {
      return; // nobody waits any more
    }
    if (answer == null) {
      fail(context, call, why(method, failure));
    } else if (answer.length() > limits.messageBytes()) {
      fail(context, call, new RpcException(Reason.REFUSED, "the answer is too long"));
    } else {
      write(context, Frame.answer(context.alloc(), call, answer));
    }
  }

  private static void fail(ChannelHandlerContext context, long call, RpcException why) {
    write(context, Frame.failure(context.alloc(), call, why));
  }

  private static void write(ChannelHandlerContext context, ByteBuf frame) {
    var _ = context.writeAndFlush(frame, context.voidPromise());
  }

  private static RpcException why(String method, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RpcException expected) {
      return expected;
    }
    LOG.warn("the call {} of another agent failed", method, cause);
    return new RpcException(Reason.LOST, "the other side failed: " + cause);
  }

  private static void cancel(@Nullable CompletableFuture<Bytes> unwanted) {
    if (unwanted != null) {
      unwanted.cancel(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(context.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    Map<Long, CompletableFuture<Bytes>> unwanted = Map.copyOf(open);
    open.clear();
    unwanted.values().forEach(ServedCalls::cancel);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("a connection from {} failed", context.channel().remoteAddress(), cause);
    var _ = context.close();
  }
}
