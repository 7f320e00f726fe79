package org.consulkv.agent.config;

/// `cache`: how often this agent fetches one answer that it keeps.
///
/// @param fetchRate `entry_fetch_rate`, per second
/// @param fetchBurst `entry_fetch_max_burst`: fetches that need not wait for the rate
public record CacheConfig(double fetchRate, int fetchBurst) {
  public static final CacheConfig DEFAULT = new CacheConfig(Double.POSITIVE_INFINITY, 2);

  public CacheConfig {
    if (!(fetchRate > 0)) {
      throw new ConfigException(
          "cache.entry_fetch_rate must be strictly positive, was: " + fetchRate);
    }
    if (fetchBurst <= 0) {
      throw new ConfigException(
          "cache.entry_fetch_max_burst must be strictly positive, was: " + fetchBurst);
    }
  }
}
