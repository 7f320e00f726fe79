package org.consulkv.consensus.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.consulkv.runtime.rpc.RpcException;

/// An answer that is sent in frames. Writing blocks while the other side takes nothing.
///
/// Threading: one thread writes, the event loop wakes it.
final class AnswerStream extends OutputStream {
  private final Channel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  AnswerStream(Channel channel) {
    this.channel = channel;
  }

  /// The channel can be written again, or is closed.
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int position = offset;
    int end = offset + length;
    while (position < end) {
      awaitRoom();
      int count = Math.min(Frame.CHUNK, end - position);
      var _ = channel.writeAndFlush(Frame.chunk(Frame.ANSWER, bytes, position, count));
      position += count;
    }
  }

  void end() {
    var _ = channel.writeAndFlush(Frame.chunk(Frame.END, new byte[0], 0, 0));
  }

  void fail(RpcException why) {
    byte[] message = String.valueOf(why.getMessage()).getBytes(UTF_8);
    byte[] content = new byte[1 + message.length];
    content[0] = Frame.code(why.reason());
    System.arraycopy(message, 0, content, 1, message.length);
    ByteBuf frame = Frame.chunk(Frame.FAILURE, content, 0, content.length);
    var _ = channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  private void awaitRoom() throws IOException {
    lock.lock();
    try {
      while (!channel.isWritable() && channel.isActive()) {
        if (!changed.await(RequestStream.SILENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("the other side takes nothing");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    } finally {
      lock.unlock();
    }
    if (!channel.isActive()) {
      throw new IOException("the other side closed the stream");
    }
  }
}
