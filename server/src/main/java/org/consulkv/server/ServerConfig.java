package org.consulkv.server;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.consulkv.server.membership.ClusterMember;

/// What a server needs to know of itself and of the limits it keeps.
///
/// @param nodeId the node's UUID
/// @param address the node's advertised IP address
/// @param port the server port (RPC)
/// @param taggedAddresses as the catalog shows them: `lan`, `wan`, `lan_ipv4`, `wan_ipv4`
/// @param serviceMeta the meta of the node's entry of service `consul`
/// @param sessionTtlMin `session_ttl_min`
/// @param tombstoneTtl how long a deleted key's index is remembered
/// @param tombstoneGranularity deletions are reaped together in steps of this
/// @param holdTimeout `rpc_hold_timeout`: how long a request waits for a leader to appear
public record ServerConfig(
    String nodeName,
    String nodeId,
    String datacenter,
    String address,
    int port,
    Map<String, String> taggedAddresses,
    Map<String, String> nodeMeta,
    Map<String, String> serviceMeta,
    Duration sessionTtlMin,
    Duration tombstoneTtl,
    Duration tombstoneGranularity,
    Duration holdTimeout,
    ServerLimits limits) {

  public ServerConfig {
    requireNonNull(nodeName);
    taggedAddresses = Map.copyOf(taggedAddresses);
    nodeMeta = Map.copyOf(nodeMeta);
    serviceMeta = Map.copyOf(serviceMeta);
  }

  /// A node with Consul's timings and this project's limits.
  public static ServerConfig of(String nodeName, String nodeId, String datacenter, String address) {
    return new ServerConfig(
        nodeName,
        nodeId,
        datacenter,
        address,
        8300,
        Map.of("lan", address, "lan_ipv4", address, "wan", address, "wan_ipv4", address),
        Map.of(),
        Map.of(),
        Duration.ofSeconds(10),
        Duration.ofMinutes(15),
        Duration.ofSeconds(30),
        Duration.ofSeconds(7),
        ServerLimits.DEFAULT);
  }

  /// This server as a member of the pool.
  ClusterMember asMember() {
    String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
    return new ClusterMember(
        nodeName,
        nodeId,
        address,
        taggedAddresses,
        nodeMeta,
        ClusterMember.Status.ALIVE,
        Optional.of(
            new ClusterMember.ServerPart(
                host + ":" + port,
                port,
                true,
                0,
                serviceMeta.getOrDefault("version", ""),
                serviceMeta)));
  }
}
