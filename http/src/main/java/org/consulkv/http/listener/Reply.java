package org.consulkv.http.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The answer to a request.
///
/// Threading: confined to whoever makes it until it is sent.
public final class Reply {
  /// Bytes that [#buffer] leaves free in front of a body, so that head and body are written as one.
  private static final int HEAD_ROOM = 512;

  public static final HeaderName CONTENT_TYPE = HeaderName.of("Content-Type");
  public static final String PLAIN_TEXT = "text/plain; charset=utf-8";

  private final int status;
  private final HeaderLines headers = new HeaderLines(256);
  private @Nullable SharedBody shared;
  private @Nullable ByteBuf owned;
  private boolean fromRoute = true;
  private boolean close;

  private Reply(int status) {
    this.status = status;
  }

  /// A header's name with its colon, encoded once.
  public static final class HeaderName {
    private final byte[] bytes;

    private HeaderName(byte[] bytes) {
      this.bytes = bytes;
    }

    public static HeaderName of(String name) {
      return new HeaderName((name + ": ").getBytes(ISO_8859_1));
    }
  }

  public static Reply of(int status) {
    return new Reply(status);
  }

  /// A message in plain text.
  public static Reply text(int status, String message) {
    return of(status).header(CONTENT_TYPE, PLAIN_TEXT).body(message.getBytes(UTF_8));
  }

  /// A buffer to write a body into.
  public static ByteBuf buffer(ByteBufAllocator allocator, int expectedBytes) {
    return allocator
        .directBuffer(HEAD_ROOM + expectedBytes)
        .writerIndex(HEAD_ROOM)
        .readerIndex(HEAD_ROOM);
  }

  public Reply header(HeaderName name, String value) {
    headers.raw(name.bytes).text(value).end();
    return this;
  }

  public Reply header(HeaderName name, long value) {
    headers.raw(name.bytes).number(value).end();
    return this;
  }

  /// Whole header lines, each with its line end.
  public Reply headerLines(byte[] lines) {
    headers.raw(lines);
    return this;
  }

  /// A body that nobody writes to any more.
  public Reply body(byte[] bytes) {
    return body(new SharedBody(bytes));
  }

  /// A body that others may send at the same time.
  public Reply body(SharedBody body) {
    shared = body;
    return this;
  }

  /// A body made in a [#buffer], which the reply releases.
  public Reply body(ByteBuf bytes) {
    owned = bytes;
    return this;
  }

  /// Leaves out the headers that the listener adds to every answer of a route.
  public Reply bare() {
    fromRoute = false;
    return this;
  }

  /// Ends the connection after this answer.
  public Reply close() {
    close = true;
    return this;
  }

  public int status() {
    return status;
  }

  /// The header lines so far, each with its line end.
  public byte[] lines() {
    return Arrays.copyOf(headers.bytes(), headers.length());
  }

  /// The body's bytes, which nobody must change. Releases what the reply owns.
  public byte[] takeBody() {
    if (owned != null) {
      byte[] bytes = ByteBufUtil.getBytes(owned);
      release();
      return bytes;
    }
    return shared == null ? new byte[0] : shared.plain();
  }

  boolean closes() {
    return close;
  }

  boolean fromRoute() {
    return fromRoute;
  }

  HeaderLines headers() {
    return headers;
  }

  @Nullable SharedBody shared() {
    return shared;
  }

  @Nullable ByteBuf owned() {
    return owned;
  }

  void release() {
    if (owned != null) {
      owned.release();
      owned = null;
    }
  }
}
