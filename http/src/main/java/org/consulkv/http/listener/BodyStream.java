package org.consulkv.http.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request's body as it arrives. Reading from the socket pauses while the reader is behind.
///
/// Threading: one reader, on a thread that may block; filled by the connection's event loop.
/// Guarded by its own monitor.
final class BodyStream extends InputStream {
  private final Channel channel;
  private final Runnable pulled;
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int position;
  private long buffered;
  private boolean ended;
  private boolean lost;
  private boolean discarding;

  /// @param pulled called on the channel's loop when there is room again
  BodyStream(Channel channel, Runnable pulled) {
    this.channel = channel;
    this.pulled = pulled;
  }

  /// Takes what arrived; false when reading should pause.
  synchronized boolean offer(ByteBuf content) {
    if (discarding || !content.isReadable()) {
      return true;
    }
    byte[] chunk = new byte[content.readableBytes()];
    content.readBytes(chunk);
    chunks.add(chunk);
    buffered += chunk.length;
    notifyAll();
    return hasRoom();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized void lose() {
    lost = true;
    notifyAll();
  }

  synchronized boolean hasRoom() {
    return buffered < HttpLimits.STREAMED_BYTES;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    boolean resume;
    int n;
    synchronized (this) {
      byte[] chunk = awaitChunk();
      if (chunk == null) {
        return -1;
      }
      n = Math.min(length, chunk.length - position);
      System.arraycopy(chunk, position, target, offset, n);
      position += n;
      if (position == chunk.length) {
        chunks.remove();
        position = 0;
      }
      boolean wasFull = !hasRoom();
      buffered -= n;
      resume = wasFull && hasRoom();
    }
    if (resume) {
      channel.eventLoop().execute(pulled);
    }
    return n;
  }

  private byte @Nullable [] awaitChunk() throws IOException {
    while (chunks.isEmpty() && !ended && !lost) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading a request body", e);
      }
    }
    if (chunks.isEmpty() && !ended) {
      throw new IOException("the client hung up before its request body was complete");
    }
    return chunks.peek();
  }

  /// Stops reading; what still arrives is thrown away.
  @Override
  public void close() {
    synchronized (this) {
      discarding = true;
      chunks.clear();
      buffered = 0;
    }
    channel.eventLoop().execute(pulled);
  }
}
