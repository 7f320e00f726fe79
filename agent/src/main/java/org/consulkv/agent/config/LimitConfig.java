package org.consulkv.agent.config;

import java.time.Duration;

/// `limits`.
///
/// @param httpMaxConnsPerClient open connections of one client address; 0 or less for no limit
/// @param kvMaxValueSize bytes
/// @param txnMaxReqLen bytes
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

  public LimitConfig {
    Checks.requirePositive("limits.kv_max_value_size", kvMaxValueSize);
    Checks.requirePositive("limits.txn_max_req_len", txnMaxReqLen);
  }
}
