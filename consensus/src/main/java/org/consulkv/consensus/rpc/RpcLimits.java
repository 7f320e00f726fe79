package org.consulkv.consensus.rpc;

import java.time.Duration;

/// Bounds of what one agent takes from, and asks of, others; and how soon it gives a silent
/// connection up.
///
/// @param messageBytes the longest request or answer of a call; streams have no bound
/// @param callsPerConnection calls that may wait for answers on one connection; the next is refused
/// @param connections connections from others at the same time; more are closed at once
/// @param streams streams that are answered at the same time; the next is refused
/// @param connectTimeout how long to wait for a connection
/// @param silence a connection on which nothing was heard for so long is asked for a sign of life,
///   and after three such times it is given up
/// @param idle a connection that no call has used for so long is closed
public record RpcLimits(
    int messageBytes,
    int callsPerConnection,
    int connections,
    int streams,
    Duration connectTimeout,
    Duration silence,
    Duration idle) {
  private static final int MIB = 1 << 20;

  public static final RpcLimits DEFAULT =
      new RpcLimits(
          64 * MIB,
          65_536,
          16_384,
          256,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(2));

  /// For calls that must notice soon that the other side is gone.
  public RpcLimits impatient(Duration patience) {
    return new RpcLimits(
        messageBytes, callsPerConnection, connections, streams, patience, patience, idle);
  }

  public RpcLimits withMessageBytes(int changed) {
    return new RpcLimits(
        changed, callsPerConnection, connections, streams, connectTimeout, silence, idle);
  }
}
