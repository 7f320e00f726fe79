package org.consulkv.http.reading;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.consulkv.http.listener.SharedBody;
import org.jspecify.annotations.Nullable;

/// What a read found, and how it is sent. However many wait for the same answer, it is encoded
/// once.
///
/// Threading: thread-safe; two threads that ask at the same time may both encode.
public final class Found<T> {
  private final T value;
  private final Form<T> form;
  private final boolean pretty;
  private volatile @Nullable SharedBody encoded;

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

  /// Whether there is a body, which is so unless nothing was found.
  boolean hasBody() {
    return status() != 404;
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

  /// The body for all who get this answer; null if nobody has needed it yet.
  @Nullable SharedBody encoded() {
    return encoded;
  }

  /// The body for all who get this answer.
  SharedBody shared(ByteBufAllocator allocator) {
    SharedBody body = encoded;
    if (body == null) {
      ByteBuf buffer = allocator.heapBuffer(expectedBytes());
      try {
        writeTo(buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        body = new SharedBody(bytes);
        encoded = body;
      } finally {
        buffer.release();
      }
    }
    return body;
  }
}
