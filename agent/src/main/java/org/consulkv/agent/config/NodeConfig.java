package org.consulkv.agent.config;

import java.util.Map;
import java.util.Optional;

/// Who this node is.
///
/// @param id `node_id`, if the configuration fixes it; else the agent keeps one in its data
///   directory
/// @param datacenter in lower case
/// @param primaryDatacenter the datacenter itself, if not set
/// @param domain the DNS domain, with its final dot
/// @param disableHostNodeId true to take a random node id instead of the machine's
/// @param disableCoordinates true to keep from the catalog where this node is
public record NodeConfig(
    String name,
    Optional<String> id,
    String datacenter,
    String primaryDatacenter,
    String domain,
    Map<String, String> meta,
    boolean disableHostNodeId,
    boolean disableCoordinates) {

  public NodeConfig {
    meta = Map.copyOf(meta);
  }

  /// This node with what may change while the agent runs from a newer configuration.
  NodeConfig reloaded(NodeConfig newer) {
    return new NodeConfig(
        name,
        id,
        datacenter,
        primaryDatacenter,
        domain,
        newer.meta,
        disableHostNodeId,
        disableCoordinates);
  }
}
