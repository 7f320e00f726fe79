package org.consulkv.http.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/// An answer that is sent in chunks or, to a client of HTTP/1.0, until the connection ends.
///
/// Threading: thread-safe; the order of writes is that of the calls.
final class ChunkedAnswer implements AnswerStream {
  private static final byte[] CRLF = {'\r', '\n'};
  private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final Channel channel;
  private final ClientExchange exchange;
  private final Semaphore room = new Semaphore(HttpLimits.STREAMED_BYTES);
  private volatile boolean closed;

  ChunkedAnswer(Channel channel, ClientExchange exchange) {
    this.channel = channel;
    this.exchange = exchange;
  }

  @Override
  public boolean offer(byte[] bytes) {
    if (closed || bytes.length == 0 || !room.tryAcquire(permits(bytes.length))) {
      return false;
    }
    transmit(bytes, bytes.length);
    return true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void end() {
    if (!closed) {
      channel.eventLoop().execute(this::finish);
    }
  }

  @Override
  public void breakOff() {
    closed = true;
    Wire.close(channel);
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
        if (length == 0) {
          return;
        }
        if (closed) {
          throw new IOException("the client hung up before the answer was complete");
        }
        try {
          room.acquire(permits(length));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while sending an answer");
        }
        byte[] copy = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
        transmit(copy, length);
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  private static int permits(int length) {
    return Math.min(length, HttpLimits.STREAMED_BYTES);
  }

  private void transmit(byte[] bytes, int length) {
    channel.eventLoop().execute(() -> writeChunk(bytes, length));
  }

  private void writeChunk(byte[] bytes, int length) {
    if (!channel.isActive()) {
      gone();
      room.release(permits(length));
      return;
    }
    ByteBuf chunk = channel.alloc().directBuffer(length + 16);
    if (exchange.chunks()) {
      chunk.writeCharSequence(Integer.toHexString(length), StandardCharsets.ISO_8859_1);
      chunk.writeBytes(CRLF).writeBytes(bytes, 0, length).writeBytes(CRLF);
    } else {
      chunk.writeBytes(bytes, 0, length);
    }
    channel
        .writeAndFlush(chunk)
        .addListener(done -> {
          room.release(permits(length));
          if (!done.isSuccess()) {
            gone();
          }
        });
  }

  private void finish() {
    if (closed) {
      return;
    }
    closed = true;
    if (exchange.chunks() && channel.isActive()) {
      Wire.write(channel, channel.alloc().directBuffer(8).writeBytes(LAST));
    }
    exchange.streamEnded();
  }

  /// The client has gone.
  void gone() {
    closed = true;
  }
}
