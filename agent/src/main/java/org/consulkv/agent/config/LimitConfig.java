package org.consulkv.agent.config;

import java.time.Duration;

/// `limits`.
///
/// @param httpMaxConnsPerClient open connections of one client address; 0 or less for no limit
/// @param kvMaxValueSize bytes, 64 MiB at most
/// @param txnMaxReqLen bytes, 64 MiB at most
public record LimitConfig(
    int httpMaxConnsPerClient,
    Duration httpsHandshakeTimeout,
    Duration rpcHandshakeTimeout,
    int rpcMaxConnsPerClient,
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
          Double.POSITIVE_INFINITY,
          1000,
          512 * 1024,
          512 * 1024);

  /// What one entry of the log may hold, and a server must keep in memory several times.
  private static final long LONGEST = 64L << 20;

  public LimitConfig {
    requireWithin("limits.kv_max_value_size", kvMaxValueSize);
    requireWithin("limits.txn_max_req_len", txnMaxReqLen);
  }

  private static void requireWithin(String key, long bytes) {
    Checks.requirePositive(key, bytes);
    if (bytes > LONGEST) {
      throw new ConfigException(key + " cannot be " + bytes + ". Must be at most " + LONGEST);
    }
  }
}
