package org.consulkv.http.forward;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.consulkv.http.listener.AnswerStream;
import org.consulkv.http.listener.Exchange;
import org.consulkv.http.listener.Reply;
import org.consulkv.http.listener.Waiting;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.rpc.RpcException;
import org.consulkv.runtime.rpc.RpcException.Reason;

/// A request that another agent has passed on, whose body or answer may be long.
///
/// Threading: its event loop, except [#send], [#stream] and what reads and writes the streams; one
/// thread waits in [#await] meanwhile.
final class StreamedExchange implements Exchange {
  private final ForwardedRequest request;
  private final EventLoop loop;
  private final InputStream body;
  private final OutputStream out;
  private final CompletableFuture<Reply> whole = new CompletableFuture<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  StreamedExchange(ForwardedRequest request, EventLoop loop, InputStream body, OutputStream out) {
    this.request = request;
    this.loop = loop;
    this.body = body;
    this.out = out;
  }

  /// Returns when the answer is complete.
  ///
  /// @throws IOException if it is broken off
  /// @throws RpcException if the request must go to another agent
  void await() throws IOException {
    try {
      CompletableFuture.anyOf(whole, end).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RpcException refused -> throw refused;
        case IOException broken -> throw broken;
        case null, default -> throw e;
      }
    }
    if (whole.isDone()) {
      out.write(Framed.of(headOf(whole.join())).shared());
      out.write(whole.join().takeBody());
    }
  }

  private static Bytes headOf(Reply reply) {
    return new ForwardedAnswer(reply.status(), Bytes.owning(reply.lines()), Bytes.EMPTY, 0)
        .encoded();
  }

  @Override
  public SocketAddress client() {
    return RelayedExchange.address(request.origin());
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
    return new byte[0];
  }

  @Override
  public long bodyLength() {
    return 0;
  }

  @Override
  public InputStream bodyStream() {
    return body;
  }

  @Override
  public void send(Reply reply) {
    whole.complete(reply);
  }

  @Override
  public AnswerStream stream(Reply reply) {
    return new Pieces(reply);
  }

  /// Nobody waits here but whoever reads the stream; when that goes, writing fails.
  @Override
  public void holdBack(Waiting answer) {}

  @Override
  public boolean passBack() {
    return request.origin().onlyLeader()
        && end.completeExceptionally(
            new RpcException(Reason.NO_LEADER, "this server does not lead"));
  }

  /// An answer in pieces; one thread writes them.
  private final class Pieces implements AnswerStream {
    private final Reply head;
    private boolean begun;

    Pieces(Reply head) {
      this.head = head;
    }

    @Override
    public boolean offer(byte[] bytes) {
      throw new IllegalStateException("this answer is written by a thread that may block");
    }

    @Override
    public boolean isClosed() {
      return end.isDone();
    }

    @Override
    public void end() {
      try {
        begin();
        end.complete(null);
      } catch (IOException e) {
        end.completeExceptionally(e);
      }
    }

    @Override
    public void breakOff() {
      end.completeExceptionally(new IOException("the answer was broken off"));
    }

    private void begin() throws IOException {
      if (!begun) {
        begun = true;
        out.write(Framed.of(headOf(head)).shared());
      }
    }

    @Override
    public OutputStream blocking() {
      return new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          begin();
          out.write(bytes, offset, length);
        }

        @Override
        public void close() {
          end();
        }
      };
    }
  }
}
