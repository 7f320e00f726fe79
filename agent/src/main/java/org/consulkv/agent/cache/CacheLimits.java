package org.consulkv.agent.cache;

import java.time.Duration;
import org.consulkv.agent.config.CacheConfig;
import org.consulkv.runtime.TokenBucket;

/// Bounds of a cache.
///
/// @param entries answers that are kept; the one that was not read for the longest time goes first
/// @param bytes of the answers together
/// @param unread how long an answer is kept that nobody reads
/// @param fetches how often one answer may be fetched
public record CacheLimits(int entries, long bytes, Duration unread, CacheConfig fetches) {
  /// As Consul has it: over a weekend without servers.
  private static final Duration UNREAD = Duration.ofDays(3);

  public static CacheLimits of(CacheConfig fetches) {
    return new CacheLimits(4096, 64 << 20, UNREAD, fetches);
  }

  /// One token for each fetch of one answer.
  TokenBucket rate(long nowNanos) {
    return new TokenBucket(fetches.fetchRate(), fetches.fetchBurst(), nowNanos);
  }
}
