package org.consulkv.agent.config;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.time.Duration;

/// `gossip_lan` or `gossip_wan`: how often members of a pool talk, and how soon a silent one counts
/// as failed. All members of a pool should have the same.
public record PoolTimes(
    Duration gossipInterval,
    int gossipNodes,
    Duration probeInterval,
    Duration probeTimeout,
    int suspicionMult,
    int retransmitMult) {
  public static final PoolTimes LAN =
      new PoolTimes(ofMillis(200), 3, ofSeconds(1), ofMillis(500), 4, 4);
  public static final PoolTimes WAN =
      new PoolTimes(ofMillis(500), 4, ofSeconds(5), ofSeconds(3), 6, 4);

  /// @param key `gossip_lan` or `gossip_wan`, for the errors
  PoolTimes checked(String key) {
    Checks.requirePositive(key + ".gossip_interval", gossipInterval);
    Checks.requirePositive(key + ".gossip_nodes", gossipNodes);
    Checks.requirePositive(key + ".probe_interval", probeInterval);
    Checks.requirePositive(key + ".probe_timeout", probeTimeout);
    Checks.requirePositive(key + ".suspicion_mult", suspicionMult);
    Checks.requirePositive(key + ".retransmit_mult", retransmitMult);
    if (probeTimeout.compareTo(probeInterval) > 0) {
      throw new ConfigException(
          key + ".probe_timeout must not be longer than " + key + ".probe_interval");
    }
    return this;
  }
}
