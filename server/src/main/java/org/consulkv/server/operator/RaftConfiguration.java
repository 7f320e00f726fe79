package org.consulkv.server.operator;

import java.util.List;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

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

  /// The log's view, with names from the caller.
  public static RaftConfiguration of(
      LogStatus status, java.util.function.Function<String, String> nodeName) {
    List<Server> servers =
        status.peers().stream()
            .map(peer ->
                new Server(
                    peer.id(),
                    nodeName.apply(peer.id()),
                    peer.address(),
                    status.leader().filter(peer.id()::equals).isPresent(),
                    peer.voter()))
            .toList();
    return new RaftConfiguration(servers, 0);
  }

  /// Refuses to remove a peer that is not there. Removing one that is comes with membership.
  ///
  /// @param what `id` or `address`
  public static Peer find(LogStatus status, String what, String value) {
    return status.peers().stream()
        .filter(peer -> value.equals(what.equals("id") ? peer.id() : peer.address()))
        .findFirst()
        .orElseThrow(() ->
            new ApiException(
                ErrorKind.REFUSED,
                what + " \"" + value + "\" was not found in the Raft configuration"));
  }
}
