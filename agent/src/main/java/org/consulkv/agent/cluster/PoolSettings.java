package org.consulkv.agent.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.consulkv.agent.config.AgentConfig;
import org.consulkv.agent.config.GossipConfig;
import org.consulkv.agent.config.PoolTimes;
import org.consulkv.gossip.net.Admission;
import org.consulkv.gossip.net.Encryption;
import org.consulkv.gossip.net.PoolConfig;
import org.consulkv.gossip.serf.SerfConfig;
import org.consulkv.gossip.swim.Address;
import org.consulkv.gossip.swim.SwimConfig;
import org.consulkv.gossip.swim.Versions;

/// What the configuration means for a pool.
final class PoolSettings {
  /// What Consul's agents say they speak.
  static final Versions VERSIONS = new Versions(1, 5, 2, 2, 5, 4);

  /// An event of agents has an id and filters besides what the user says; it must fit into a
  /// packet.
  private static final int EVENT_BYTES = 1200;

  private static final Duration LAN_STREAM = Duration.ofSeconds(10);
  private static final Duration WAN_STREAM = Duration.ofSeconds(30);

  private PoolSettings() {}

  /// The name of this agent's node in the pool.
  static String name(AgentConfig config, boolean wan) {
    String name = config.node().name();
    return wan ? name + "." + config.node().datacenter() : name;
  }

  /// Where others reach this agent in the pool.
  static Address advertised(AgentConfig config, boolean wan) {
    return wan
        ? Address.of(config.addresses().advertiseWan(), config.ports().serfWan())
        : Address.of(config.addresses().advertise(), config.ports().serfLan());
  }

  /// @param admission who may belong to the pool
  /// @param directory where the pool's file is kept; none in dev mode
  static PoolConfig of(
      AgentConfig config,
      String nodeId,
      Optional<Path> directory,
      Admission admission,
      boolean wan) {
    GossipConfig.Pool pool = wan ? config.gossip().wan() : config.gossip().lan();
    String host = wan ? config.addresses().serfWan() : config.addresses().serfLan();
    int port = wan ? config.ports().serfWan() : config.ports().serfLan();
    Optional<Path> snapshot =
        directory.map(
            path -> path.resolve("serf").resolve(wan ? "remote.snapshot" : "local.snapshot"));
    return new PoolConfig(
        serf(pool, wan),
        name(config, wan),
        new InetSocketAddress(host, port),
        advertised(config, wan),
        MemberTags.of(config, nodeId, wan),
        VERSIONS,
        true,
        new Encryption(
            config.gossip().encrypt().verifyIncoming(), config.gossip().encrypt().verifyOutgoing()),
        wan ? WAN_STREAM : LAN_STREAM,
        admission,
        snapshot.orElse(null),
        config.join().rejoinAfterLeave());
  }

  private static SerfConfig serf(GossipConfig.Pool pool, boolean wan) {
    SerfConfig defaults = wan ? SerfConfig.WAN : SerfConfig.LAN;
    return new SerfConfig(
        swim(pool.times(), defaults.swim()),
        defaults.reapInterval(),
        defaults.reconnectInterval(),
        pool.reconnectTimeout(),
        MemberTags::reconnectTimeout,
        defaults.tombstoneTimeout(),
        defaults.intentTimeout(),
        defaults.broadcastTimeout(),
        defaults.leavePropagateDelay(),
        defaults.buffer(),
        EVENT_BYTES,
        defaults.queryLimitBytes(),
        defaults.responseLimitBytes(),
        defaults.queryTimeoutMult());
  }

  private static SwimConfig swim(PoolTimes times, SwimConfig defaults) {
    return new SwimConfig(
        times.probeInterval(),
        times.probeTimeout(),
        defaults.indirectChecks(),
        times.suspicionMult(),
        defaults.suspicionMaxMult(),
        times.gossipInterval(),
        times.gossipNodes(),
        defaults.gossipToTheDead(),
        times.retransmitMult(),
        defaults.pushPullInterval(),
        defaults.deadNameReclaim(),
        defaults.packetLimitBytes(),
        defaults.awarenessMax());
  }
}
