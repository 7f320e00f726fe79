package org.consulkv.agent.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How this agent takes part in the pools.
///
/// @param advertisedReconnectTimeout after what time others may forget this agent if it fails, in
///   place of their own `reconnect_timeout`
/// @param encrypt keys and whether they must be used
public record GossipConfig(
    Pool lan, Pool wan, Optional<Duration> advertisedReconnectTimeout, Encrypt encrypt) {
  public static final GossipConfig DEFAULT =
      new GossipConfig(
          new Pool(PoolTimes.LAN, Duration.ofDays(3), List.of()),
          new Pool(PoolTimes.WAN, Duration.ofDays(3), List.of()),
          Optional.empty(),
          Encrypt.DEFAULT);

  /// One pool.
  ///
  /// @param reconnectTimeout a failed member is forgotten after this
  /// @param allowedCidrs networks from which members may come; any if there are none
  public record Pool(PoolTimes times, Duration reconnectTimeout, List<String> allowedCidrs) {
    public Pool {
      allowedCidrs = List.copyOf(allowedCidrs);
    }
  }

  /// `encrypt`.
  ///
  /// @param key in base64; empty if the configuration has none
  /// @param verifyIncoming whether what is not encrypted is dropped
  /// @param verifyOutgoing whether what is sent is encrypted
  /// @param keyringFile whether keys are kept in the data directory
  public record Encrypt(
      String key, boolean verifyIncoming, boolean verifyOutgoing, boolean keyringFile) {
    public static final Encrypt DEFAULT = new Encrypt("", true, true, true);

    /// Never the key: this may end up in a log.
    @Override
    public String toString() {
      return "Encrypt[" + (key.isEmpty() ? "off" : "on") + "]";
    }
  }
}
