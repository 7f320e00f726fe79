package org.consulkv.dns;

import java.time.Duration;

/// Bounds of the DNS interface that no setting changes.
public final class DnsLimits {
  /// What a client takes over UDP unless its question says more.
  public static final int UDP_BYTES = 512;

  /// The longest answer over UDP, whatever the client says.
  public static final int DATAGRAM_BYTES = 65_000;

  /// The longest message.
  public static final int MESSAGE_BYTES = 65_535;

  /// The longest question that is read over UDP.
  public static final int QUESTION_BYTES = 2048;

  /// What the system is asked to keep of datagrams on their way in and out.
  public static final int SOCKET_BYTES = 1 << 20;

  /// Answers over UDP that one event loop has not sent yet; beyond it they are dropped, and clients
  /// ask again. More than the questions read with one call can make.
  public static final int UNSENT_BYTES = 4 << 20;

  /// Answers for clients that take no more than 512 bytes, whatever is configured.
  public static final int UDP_ANSWERS = 8;

  /// Answers that are kept ready, for each event loop.
  public static final int CACHED_ANSWERS = 4096;

  /// Bytes of the answers that are kept ready, for each event loop.
  public static final int CACHED_BYTES = 16 << 20;

  /// Questions that wait for other servers at a time, and those that wait to be asked.
  public static final int RECURSIONS = 1024;

  /// Open TCP connections.
  public static final int CONNECTIONS = 1024;

  /// Questions of one TCP connection that are under way before reading from it pauses.
  public static final int QUESTIONS_PER_CONNECTION = 64;

  /// How long a TCP connection may be silent.
  public static final Duration SILENCE = Duration.ofSeconds(10);

  private DnsLimits() {}
}
