package org.consulkv.consensus.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.consulkv.runtime.rpc.RpcServices;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection from another agent, until its first bytes have said what it is.
///
/// Threading: confined to the connection's event loop.
final class Incoming extends ByteToMessageDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

  private static final String LATE = "it did not say in time what it wants";
  private static final String SILENCE = "silence";

  /// A caller that sends nothing for so long, not even a sign of life, is gone.
  private static final int SILENCE_SECONDS = 30;

  /// Answers that may share one write.
  private static final int UNFLUSHED = 256;

  private static final int PREFACE_BYTES = 5;

  /// Room for the head of a frame and the name of a method.
  private static final int HEAD_BYTES = 1024;

  private final RpcServices services;
  private final RpcLimits limits;
  private final Semaphore streams;
  private @Nullable Future<?> deadline;

  private Incoming(RpcServices services, RpcLimits limits, Semaphore streams) {
    this.services = services;
    this.limits = limits;
    this.streams = streams;
  }

  /// Prepares a new connection.
  ///
  /// @param streams one permit for each stream that may be open
  static void accept(
      ChannelPipeline pipeline,
      RpcServices services,
      Optional<RpcTls> tls,
      RpcLimits limits,
      Semaphore streams) {
    pipeline.addLast(SILENCE, new ReadTimeoutHandler(SILENCE_SECONDS, TimeUnit.SECONDS));
    tls.ifPresent(
        encryption -> pipeline.addLast(new PerhapsEncrypted(encryption, limits.handshake())));
    pipeline.addLast(new Incoming(services, limits, streams));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    limit(context);
  }

  /// The time to speak begins anew when both have agreed on TLS.
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == SslHandshakeCompletionEvent.SUCCESS) {
      limit(context);
    }
    super.userEventTriggered(context, event);
  }

  private void limit(ChannelHandlerContext context) {
    unlimit();
    deadline =
        context
            .executor()
            .schedule(() -> late(context), limits.handshake().toNanos(), TimeUnit.NANOSECONDS);
  }

  private void unlimit() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  /// While TLS is agreed on, that has its own time.
  private static void late(ChannelHandlerContext context) {
    SslHandler encryption = context.pipeline().get(SslHandler.class);
    if (encryption == null || encryption.handshakeFuture().isDone()) {
      LOG.warn("closing a connection from {}: {}", context.channel().remoteAddress(), LATE);
      var _ = context.close();
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    unlimit();
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < PREFACE_BYTES) {
      return;
    }
    if (in.readInt() != Frame.MAGIC) {
      refuse(context, in, "it does not speak this protocol");
      return;
    }
    switch (in.readByte()) {
      case Frame.CALLS -> serve(context, new ServedCalls(services, limits), limits.messageBytes());
      case Frame.STREAM -> {
        context.pipeline().remove(SILENCE); // it may wait long for the answer
        serve(context, new ServedStream(services, streams), 2 * Frame.CHUNK);
      }
      default -> refuse(context, in, "it is of an unknown kind");
    }
  }

  private void serve(ChannelHandlerContext context, ChannelHandler server, int frameBytes) {
    context
        .pipeline()
        .addLast(new FlushConsolidationHandler(UNFLUSHED, true))
        .addLast(new LengthFieldBasedFrameDecoder(frameBytes + HEAD_BYTES, 0, 4, 0, 4))
        .addLast(server)
        .remove(this);
  }

  private static void refuse(ChannelHandlerContext context, ByteBuf in, String why) {
    LOG.warn("closing a connection from {}: {}", context.channel().remoteAddress(), why);
    in.skipBytes(in.readableBytes());
    var _ = context.close();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("a connection from {} failed", context.channel().remoteAddress(), cause);
    var _ = context.close();
  }
}
