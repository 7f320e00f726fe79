package org.consulkv.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a [ReplicatedLog] knows of itself at one moment. Log indexes count entries of the log,
/// which are not the indexes of the store: one entry may carry many commands.
///
/// @param id this server's node id
/// @param leader the leader's node id, while there is one
/// @param peers every member of the current configuration
/// @param peersIndex where in the log that configuration stands; 0 if it is no entry of it
/// @param lastContact time since the leader was last heard of; zero on the leader itself, and a
///   year or more if none was since this server started
/// @param pendingApply committed entries that are not applied yet
public record LogStatus(
    String id,
    Role role,
    Optional<String> leader,
    List<Peer> peers,
    long peersIndex,
    long term,
    long lastLogIndex,
    long lastLogTerm,
    long commitIndex,
    long appliedIndex,
    long snapshotIndex,
    long snapshotTerm,
    long pendingApply,
    Duration lastContact) {

  /// What a server is at the moment.
  public enum Role {
    LEADER,
    FOLLOWER,
    CANDIDATE,
    LISTENER
  }

  /// One member of the configuration.
  ///
  /// @param address host and port of its server address, as `127.0.0.1:8300`
  /// @param voter false for a member that only follows
  public record Peer(String id, String address, boolean voter) {}

  public LogStatus {
    peers = List.copyOf(peers);
  }

  /// The same, but for the members, and how long ago the leader was heard of.
  public LogStatus withPeers(List<Peer> changed, Duration lastContact) {
    return new LogStatus(
        id,
        role,
        leader,
        changed,
        peersIndex,
        term,
        lastLogIndex,
        lastLogTerm,
        commitIndex,
        appliedIndex,
        snapshotIndex,
        snapshotTerm,
        pendingApply,
        lastContact);
  }

  public boolean leads() {
    return role == Role.LEADER;
  }
}
