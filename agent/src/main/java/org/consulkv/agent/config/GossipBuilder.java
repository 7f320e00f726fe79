package org.consulkv.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Builds what is set about the pools, and about joining them.
final class GossipBuilder {
  private static final Duration SHORTEST_RECONNECT = Duration.ofHours(8);

  private final Values values;
  private final AddressBuilder addresses;
  private final boolean starting;

  /// @param starting true to evaluate templates; a check of files alone must not depend on the
  ///   machine
  GossipBuilder(Values values, AddressBuilder addresses, boolean starting) {
    this.values = values;
    this.addresses = addresses;
    this.starting = starting;
  }

  GossipConfig gossip(RoleConfig role) {
    values.text("encrypt").ifPresent(GossipBuilder::requireKey);
    GossipConfig.Encrypt defaults = GossipConfig.Encrypt.DEFAULT;
    return new GossipConfig(
        pool("lan", "", GossipConfig.DEFAULT.lan()),
        pool("wan", "_wan", GossipConfig.DEFAULT.wan()),
        advertisedReconnectTimeout(role),
        new GossipConfig.Encrypt(
            values.text("encrypt", ""),
            values.flag("encrypt_verify_incoming", defaults.verifyIncoming()),
            values.flag("encrypt_verify_outgoing", defaults.verifyOutgoing()),
            !values.flag("disable_keyring_file", false)));
  }

  private GossipConfig.Pool pool(String name, String suffix, GossipConfig.Pool defaults) {
    String reconnect = "reconnect_timeout" + suffix;
    Duration timeout = values.duration(reconnect, defaults.reconnectTimeout());
    Checks.requireAtLeast(reconnect, timeout, SHORTEST_RECONNECT, "8h0m0s");
    String cidrs = "serf_" + name + "_allowed_cidrs";
    List<String> networks = values.texts(cidrs, List.of());
    networks.forEach(network -> Checks.requireNetwork(cidrs, network));
    return new GossipConfig.Pool(times("gossip_" + name, defaults.times()), timeout, networks);
  }

  /// Servers are not forgotten soon: they count for the majority.
  private Optional<Duration> advertisedReconnectTimeout(RoleConfig role) {
    String key = "advertise_reconnect_timeout";
    Duration timeout = values.duration(key, Duration.ZERO);
    Checks.requireNotNegative(key, timeout);
    if (timeout.isZero()) {
      return Optional.empty();
    }
    if (role.server()) {
      throw new ConfigException(key + " can only be used on a client");
    }
    return Optional.of(timeout);
  }

  private PoolTimes times(String key, PoolTimes defaults) {
    return new PoolTimes(
            values.duration(key + ".gossip_interval", defaults.gossipInterval()),
            values.integer(key + ".gossip_nodes", defaults.gossipNodes()),
            values.duration(key + ".probe_interval", defaults.probeInterval()),
            values.duration(key + ".probe_timeout", defaults.probeTimeout()),
            values.integer(key + ".suspicion_mult", defaults.suspicionMult()),
            values.integer(key + ".retransmit_mult", defaults.retransmitMult()))
        .checked(key);
  }

  JoinConfig join() {
    return new JoinConfig(
        retry("retry_join", "retry_interval", "retry_max"),
        retry("retry_join_wan", "retry_interval_wan", "retry_max_wan"),
        values.flag("rejoin_after_leave", false));
  }

  private JoinConfig.Retry retry(String join, String interval, String max) {
    JoinConfig.Retry defaults = JoinConfig.Retry.NONE;
    List<String> all = new ArrayList<>();
    for (String address : values.texts(join, List.of())) {
      if (address.contains("provider=")) {
        throw new ConfigException(
            join
                + ": \""
                + address
                + "\" asks a cloud for addresses, which is not supported; give addresses, or a name"
                + " that resolves to them");
      }
      if (!starting) {
        all.add(address);
      } else {
        all.addAll(AddressBuilder.words(addresses.evaluate(join, address)));
      }
    }
    Duration pause = values.duration(interval, defaults.interval());
    Checks.requirePositive(interval, pause);
    int most = values.integer(max, defaults.max());
    if (most < 0) {
      throw new ConfigException(
          max + " cannot be " + most + ". Must be greater than or equal to zero");
    }
    return new JoinConfig.Retry(all, pause, most);
  }

  private static void requireKey(String key) {
    try {
      int length = Base64.getDecoder().decode(key).length;
      if (length != 16 && length != 24 && length != 32) {
        throw new ConfigException(
            "encrypt has invalid key: key size must be 16, 24 or 32 bytes, not " + length);
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException("encrypt has invalid key: " + e.getMessage());
    }
  }
}
