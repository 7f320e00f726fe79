package org.consulkv.consensus.rpc;

import java.time.Duration;
import java.util.function.IntSupplier;

/// Bounds of what one agent takes from, and asks of, others; and how soon it gives a silent
/// connection up.
///
/// @param messageBytes the longest request or answer of a call; streams have no bound
/// @param callsPerConnection calls that may wait for answers on one connection; the next is refused
/// @param connections connections from others at the same time; more are closed at once
/// @param perAddress the same from one address, as it is at the moment; 0 or less for any number
/// @param handshake how long a caller may take to say what it wants, and again to agree on TLS
/// @param streams streams that are answered at the same time; the next is refused
/// @param connectTimeout how long to wait for a connection
/// @param silence a connection on which nothing was heard for so long is asked for a sign of life,
///   and after three such times it is given up
/// @param stall a stream on which nothing goes on for so long, either way, is given up
/// @param idle a connection that no call has used for so long is closed
public record RpcLimits(
    int messageBytes,
    int callsPerConnection,
    int connections,
    IntSupplier perAddress,
    Duration handshake,
    int streams,
    Duration connectTimeout,
    Duration silence,
    Duration stall,
    Duration idle) {
  private static final int MIB = 1 << 20;

  public static final RpcLimits DEFAULT =
      new RpcLimits(
          64 * MIB,
          65_536,
          16_384,
          () -> 100,
          Duration.ofSeconds(5),
          256,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofMinutes(2));

  /// For calls that must notice soon that the other side is gone.
  public RpcLimits impatient(Duration patience) {
    return new RpcLimits(
        messageBytes,
        callsPerConnection,
        connections,
        perAddress,
        handshake,
        streams,
        patience,
        patience,
        stall,
        idle);
  }

  /// For streams that may stand still no longer than this.
  RpcLimits withStall(Duration changed) {
    return new RpcLimits(
        messageBytes,
        callsPerConnection,
        connections,
        perAddress,
        handshake,
        streams,
        connectTimeout,
        silence,
        changed,
        idle);
  }

  public RpcLimits withMessageBytes(int changed) {
    return new RpcLimits(
        changed,
        callsPerConnection,
        connections,
        perAddress,
        handshake,
        streams,
        connectTimeout,
        silence,
        stall,
        idle);
  }

  /// @param most connections from one address, as it is at the moment; 0 or less for any number
  public RpcLimits withCallers(IntSupplier most, Duration patience) {
    return new RpcLimits(
        messageBytes,
        callsPerConnection,
        connections,
        most,
        patience,
        streams,
        connectTimeout,
        silence,
        stall,
        idle);
  }
}
