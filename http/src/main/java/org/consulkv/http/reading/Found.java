package org.consulkv.http.reading;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// What a read found, and how it is sent. However many wait for the same answer, it is encoded
/// once.
///
/// Threading: thread-safe; two threads that ask at the same time may both encode.
public final class Found<T> {
  private final T value;
  private final Form<T> form;
  private final boolean pretty;
  private volatile byte @Nullable [] encoded;

  /// @param pretty whether JSON is indented
  public Found(T value, Form<T> form, boolean pretty) {
    this.value = value;
    this.form = form;
    this.pretty = pretty;
  }

  public T value() {
    return value;
  }

  public int status() {
    return form.status(value);
  }

  /// The body's header lines, each with its line end.
  byte[] headers() {
    return form.headers();
  }

  /// About how long the body will be.
  int expectedBytes() {
    return form.expectedBytes(value);
  }

  /// Writes the body, if the status has one.
  void writeTo(ByteBuf target) {
    form.write(value, pretty, target);
  }

  /// The body as bytes that nobody writes to.
  byte[] shared(io.netty.buffer.ByteBufAllocator allocator) {
    byte[] bytes = encoded;
    if (bytes == null) {
      ByteBuf buffer = allocator.heapBuffer(expectedBytes());
      try {
        writeTo(buffer);
        bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        encoded = bytes;
      } finally {
        buffer.release();
      }
    }
    return bytes;
  }
}
