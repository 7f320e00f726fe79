package org.consulkv.agent;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.consulkv.agent.config.AgentConfig;

/// The members of the gossip pools. As long as there is no gossip, that is this node.
final class Members {
  private static final int ALIVE = 1;
  private static final int SERF_MIN = 1;
  private static final int SERF_MAX = 5;
  private static final int DELEGATE_MIN = 2;
  private static final int DELEGATE_CURRENT = 4;

  private final AgentConfig config;
  private final String nodeId;

  Members(AgentConfig config, String nodeId) {
    this.config = config;
    this.nodeId = nodeId;
  }

  List<Member> all(boolean wan) {
    return List.of(self(wan));
  }

  Member self(boolean wan) {
    String name = config.node().name();
    return new Member(
        wan ? name + "." + config.node().datacenter() : name,
        wan ? config.addresses().advertiseWan() : config.addresses().advertise(),
        wan ? config.ports().serfWan() : config.ports().serfLan(),
        tags(wan),
        ALIVE,
        SERF_MIN,
        SERF_MAX,
        Version.PROTOCOL,
        DELEGATE_MIN,
        SERF_MAX,
        DELEGATE_CURRENT);
  }

  private SortedMap<String, String> tags(boolean wan) {
    SortedMap<String, String> tags = new TreeMap<>();
    tags.put("acls", config.acl().enabled() ? "1" : "0");
    tags.put("build", Version.NUMBER + ":");
    tags.put("dc", config.node().datacenter());
    tags.put("ft_fs", "1");
    tags.put("ft_si", "1");
    tags.put("id", nodeId);
    tags.put("port", Integer.toString(config.ports().server()));
    tags.put("raft_vsn", Integer.toString(config.raft().protocol()));
    tags.put("role", "consul");
    tags.put("segment", "");
    tags.put("vsn", Integer.toString(Version.PROTOCOL));
    tags.put("vsn_max", Integer.toString(Version.PROTOCOL_MAX));
    tags.put("vsn_min", Integer.toString(Version.PROTOCOL_MIN));
    if (!wan) {
      tags.put("wan_join_port", Integer.toString(config.ports().serfWan()));
    }
    if (config.role().bootstrap()) {
      tags.put("bootstrap", "1");
    }
    if (config.role().bootstrapExpect() > 0) {
      tags.put("expect", Integer.toString(config.role().bootstrapExpect()));
    }
    return tags;
  }

  /// The node's meta in the catalog: what the user set, and the network segment.
  static Map<String, String> meta(AgentConfig config) {
    Map<String, String> meta = new TreeMap<>(config.node().meta());
    meta.put("consul-network-segment", "");
    return meta;
  }

  /// The meta of the node's entry of service `consul`.
  static Map<String, String> serviceMeta(AgentConfig config) {
    return Map.of(
        "non_voter", "false",
        "raft_version", Integer.toString(config.raft().protocol()),
        "read_replica", "false",
        "serf_protocol_current", Integer.toString(Version.PROTOCOL),
        "serf_protocol_max", Integer.toString(SERF_MAX),
        "serf_protocol_min", Integer.toString(SERF_MIN),
        "version", Version.NUMBER);
  }
}
