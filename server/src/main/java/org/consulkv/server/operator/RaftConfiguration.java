package org.consulkv.server.operator;

import java.util.List;

/// Who takes part in Raft, as `GET /v1/operator/raft/configuration` shows it.
///
/// @param index the log index of the configuration, as far as it is known
public record RaftConfiguration(List<Server> servers, long index) {
  /// A member.
  ///
  /// @param node the node's name, or `(unknown)` when the catalog does not have it
  /// @param address host and port of its server address
  public record Server(String id, String node, String address, boolean leader, boolean voter) {}

  public RaftConfiguration {
    servers = List.copyOf(servers);
  }
}
