package org.consulkv.server.membership;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One node of this datacenter's pool.
///
/// @param name the node's name; unique in the pool
/// @param id the node's UUID
/// @param address its IP address
/// @param taggedAddresses as the catalog shows them; null if only the node itself knows them
/// @param meta the node's meta; null if only the node itself knows it
/// @param server what it is as a server; empty for a client agent
public record ClusterMember(
    String name,
    String id,
    String address,
    @Nullable Map<String, String> taggedAddresses,
    @Nullable Map<String, String> meta,
    Status status,
    Optional<ServerPart> server) {

  /// What the pool thinks of a member: the more it is there, the earlier.
  public enum Status {
    ALIVE,
    /// It has announced that it goes; it still answers.
    LEAVING,
    /// It does not answer any more, and may come back.
    FAILED,
    /// It went, and said so.
    LEFT,
    /// The pool has forgotten it.
    REAPED
  }

  /// A member that is a server.
  ///
  /// @param host where it is reached: host and port of its server address, as `10.0.0.1:8300`
  /// @param voter false for a read replica
  /// @param expect how many servers it was told to wait for; 0 if it was not told
  /// @param version the release it runs
  /// @param serviceMeta the meta of its entry of service `consul`
  public record ServerPart(
      String host,
      int port,
      boolean voter,
      int expect,
      String version,
      Map<String, String> serviceMeta) {
    public ServerPart {
      serviceMeta = Map.copyOf(serviceMeta);
    }
  }

  /// Whether it is a member and answers.
  public boolean isAlive() {
    return status == Status.ALIVE;
  }

  /// The same member in another state.
  public ClusterMember with(Status changed) {
    return new ClusterMember(name, id, address, taggedAddresses, meta, changed, server);
  }
}
