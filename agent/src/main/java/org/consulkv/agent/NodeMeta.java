package org.consulkv.agent;

import java.util.Map;
import java.util.TreeMap;
import org.consulkv.agent.config.AgentConfig;

/// What the catalog says about this node besides its addresses.
final class NodeMeta {
  private static final int SERF_MIN = 1;
  private static final int SERF_MAX = 5;

  private NodeMeta() {}

  /// The node's meta in the catalog: what the user set, and the network segment.
  static Map<String, String> ofNode(AgentConfig config) {
    Map<String, String> meta = new TreeMap<>(config.node().meta());
    meta.put("consul-network-segment", "");
    return meta;
  }

  /// The meta of the node's entry of service `consul`.
  static Map<String, String> ofServer(AgentConfig config) {
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
