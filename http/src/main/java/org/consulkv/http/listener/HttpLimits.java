package org.consulkv.http.listener;

import java.time.Duration;

/// Bounds of the listener that no setting changes.
public final class HttpLimits {
  /// Requests of one connection that wait for their turn before reading from it pauses.
  public static final int PIPELINED_REQUESTS = 64;

  /// Bytes of bodies that wait in one connection before reading from it pauses.
  public static final int PIPELINED_BYTES = 1 << 20;

  /// Bytes of a refused body that are read and thrown away so that the connection can go on.
  public static final long DISCARDED_BODY_BYTES = 4 << 20;

  /// Body of a request whose route names no other limit.
  public static final long BODY_BYTES = 8 << 20;

  /// Bytes of a streamed body between the event loop and its reader.
  public static final int STREAMED_BYTES = 1 << 20;

  /// An answer shorter than this is never compressed.
  public static final int GZIP_MIN_BYTES = 1400;

  /// How long a connection that was refused may take to hang up.
  public static final Duration LINGER = Duration.ofSeconds(2);

  /// Connections that wait to be accepted.
  public static final int BACKLOG = 4096;

  private HttpLimits() {}
}
