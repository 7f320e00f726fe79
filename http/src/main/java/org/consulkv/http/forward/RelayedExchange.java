package org.consulkv.http.forward;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import org.consulkv.http.listener.AnswerStream;
import org.consulkv.http.listener.Exchange;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.listener.Waiting;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;
import org.jspecify.annotations.Nullable;

/// A request that another agent has passed on.
///
/// Threading: its event loop, except [#send].
final class RelayedExchange implements Exchange {
  private final ForwardedRequest request;
  private final EventLoop loop;
  private final Progress progress;
  private final CompletableFuture<Bytes> answer = new CompletableFuture<>();
  private @Nullable Waiting waiting;

  RelayedExchange(ForwardedRequest request, EventLoop loop, Progress progress) {
    this.request = request;
    this.loop = loop;
    this.progress = progress;
    var _ =
        answer.whenComplete((_, _) -> {
          if (answer.isCancelled()) {
            loop.execute(this::abandon);
          }
        });
  }

  CompletableFuture<Bytes> answer() {
    return answer;
  }

  private void abandon() {
    if (waiting != null) {
      waiting.abandon();
      waiting = null;
    }
  }

  @Override
  public SocketAddress client() {
    return address(request.origin());
  }

  static SocketAddress address(Origin origin) {
    try {
      return new InetSocketAddress(
          origin.client().isEmpty()
              ? InetAddress.getLoopbackAddress()
              : InetAddress.ofLiteral(origin.client()),
          0);
    } catch (IllegalArgumentException e) {
      throw new RpcException(Reason.REFUSED, "malformed address " + origin.client(), e);
    }
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public ByteBufAllocator allocator() {
    return ByteBufAllocator.DEFAULT;
  }

  @Override
  public byte[] body() {
    return request.body().shared();
  }

  @Override
  public long bodyLength() {
    return request.bodyLength();
  }

  @Override
  public InputStream bodyStream() {
    throw new IllegalStateException("this request has no stream");
  }

  @Override
  public void send(Reply reply) {
    Bytes encoded = ForwardedAnswer.of(reply, progress.applied()).encoded();
    answer.complete(encoded);
  }

  @Override
  public AnswerStream stream(Reply reply) {
    throw new IllegalStateException("this answer has no stream");
  }

  @Override
  public void holdBack(Waiting later) {
    waiting = later;
    if (answer.isCancelled()) {
      abandon();
    }
  }

  @Override
  public boolean passBack() {
    return request.origin().onlyLeader()
        && (answer.isDone()
            || answer.completeExceptionally(
                new RpcException(Reason.NO_LEADER, "this server does not lead")));
  }
}
