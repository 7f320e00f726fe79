package org.consulkv.agent.cache;

import java.time.Duration;
import org.consulkv.agent.config.CacheConfig;

/// A bucket of tokens, one for each fetch.
///
/// Threading: guarded by the cache's lock.
final class FetchRate {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final CacheConfig config;
  private double tokens;
  private long sinceNanos;

  FetchRate(CacheConfig config, long nowNanos) {
    this.config = config;
    tokens = config.fetchBurst();
    sinceNanos = nowNanos;
  }

  /// Takes a token, which may have to be waited for.
  ///
  /// @return how long
  long takeNanos(long nowNanos) {
    if (config.isUnlimited()) {
      return 0;
    }
    double perNano = config.fetchRate() / SECOND;
    tokens = Math.min(config.fetchBurst(), tokens + (nowNanos - sinceNanos) * perNano) - 1;
    sinceNanos = nowNanos;
    return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perNano);
  }
}
