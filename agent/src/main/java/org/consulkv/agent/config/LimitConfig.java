package org.consulkv.agent.config;

import java.time.Duration;

/// `limits`.
///
/// @param httpMaxConnsPerClient open connections of one client address; 0 or less for no limit
/// @param rpcHandshakeTimeout how long a caller may take to say what it is on the server port, and
///   again to agree on TLS
/// @param rpcMaxConnsPerClient the same for connections to the server port
/// @param rpcClientTimeout how long an answer of another agent may take that waits for no change
/// @param rpcRate requests of a client agent to servers, per second; infinite for any number, also
///   if a negative one is given
/// @param rpcMaxBurst requests that need not wait for the rate
/// @param kvMaxValueSize bytes, 64 MiB at most
/// @param txnMaxReqLen bytes, 64 MiB at most
public record LimitConfig(
    int httpMaxConnsPerClient,
    Duration httpsHandshakeTimeout,
    Duration rpcHandshakeTimeout,
    int rpcMaxConnsPerClient,
    Duration rpcClientTimeout,
    double rpcRate,
    int rpcMaxBurst,
    long kvMaxValueSize,
    long txnMaxReqLen) {

  public static final LimitConfig DEFAULT =
      new LimitConfig(
          200,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          100,
          Duration.ofSeconds(60),
          Double.POSITIVE_INFINITY,
          1000,
          512 * 1024,
          512 * 1024);

  /// What one entry of the log may hold, and a server must keep in memory several times.
  private static final long LONGEST = 64L << 20;

  public LimitConfig {
    rpcRate = rpcRate < 0 ? Double.POSITIVE_INFINITY : rpcRate;
    Checks.requirePositive("limits.rpc_handshake_timeout", rpcHandshakeTimeout);
    Checks.requirePositive("limits.rpc_client_timeout", rpcClientTimeout);
    requireWithin("limits.kv_max_value_size", kvMaxValueSize);
    requireWithin("limits.txn_max_req_len", txnMaxReqLen);
  }

  /// These limits with what may change while the agent runs from newer ones.
  LimitConfig reloaded(LimitConfig newer) {
    return new LimitConfig(
        newer.httpMaxConnsPerClient,
        httpsHandshakeTimeout,
        rpcHandshakeTimeout,
        newer.rpcMaxConnsPerClient,
        newer.rpcClientTimeout,
        newer.rpcRate,
        newer.rpcMaxBurst,
        kvMaxValueSize,
        txnMaxReqLen);
  }

  private static void requireWithin(String key, long bytes) {
    Checks.requirePositive(key, bytes);
    if (bytes > LONGEST) {
      throw new ConfigException(key + " cannot be " + bytes + ". Must be at most " + LONGEST);
    }
  }
}
