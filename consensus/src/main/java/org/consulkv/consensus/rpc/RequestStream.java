package org.consulkv.consensus.rpc;

import io.netty.channel.Channel;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A request that arrives in frames. The channel is read only when the reader has nothing left, so
/// that not more than a few frames are ever held.
///
/// Threading: the event loop adds, one thread reads; `lock` guards the fields.
final class RequestStream extends InputStream {
  /// How long the other side may send nothing of a request.
  static final int SILENCE_SECONDS = 60;

  private final Channel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private int position;
  private boolean ended;
  private boolean broken;
  private boolean discarding;

  RequestStream(Channel channel) {
    this.channel = channel;
  }

  void add(byte[] chunk) {
    lock.lock();
    try {
      if (!discarding && chunk.length > 0) {
        chunks.add(chunk);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void broken() {
    lock.lock();
    try {
      broken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Passes over what is still to come, so that the other side can finish sending and read the
  /// answer.
  void discard() {
    lock.lock();
    try {
      discarding = true;
      chunks.clear();
    } finally {
      lock.unlock();
    }
    channel.config().setAutoRead(true);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      while (chunks.isEmpty()) {
        if (ended) {
          return -1;
        }
        if (broken) {
          throw new EOFException("the other side closed the stream before its end");
        }
        var _ = channel.read();
        if (!changed.await(SILENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException("the other side sends nothing");
        }
      }
      byte[] head = chunks.element();
      int count = Math.min(length, head.length - position);
      System.arraycopy(head, position, target, offset, count);
      position += count;
      if (position == head.length) {
        chunks.remove();
        position = 0;
      }
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    } finally {
      lock.unlock();
    }
  }
}
