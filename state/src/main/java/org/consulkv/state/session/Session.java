package org.consulkv.state.session;

import java.time.Duration;
import java.util.List;

/// The owner of locks; it ends with its node, with any of its checks, or when its time to live is
/// over.
///
/// @param node the node it belongs to, by name
/// @param lockDelay how long its locks stay shut after it was invalidated
/// @param ttl the time to live as the client wrote it; empty if it does not expire
/// @param checks the check ids of the old field `Checks`, kept only to be reported
/// @param nodeChecks ids of the node's checks it depends on
/// @param serviceChecks ids of the services' checks it depends on
public record Session(
    SessionId id,
    String name,
    String node,
    Duration lockDelay,
    Behavior behavior,
    String ttl,
    List<String> checks,
    List<String> nodeChecks,
    List<String> serviceChecks,
    long createIndex,
    long modifyIndex) {

  /// What becomes of its locked keys when it ends.
  public enum Behavior {
    RELEASE("release"),
    DELETE("delete");

    private final String word;

    Behavior(String word) {
      this.word = word;
    }

    /// The word in the API.
    public String word() {
      return word;
    }
  }

  public Session {
    checks = List.copyOf(checks);
    nodeChecks = List.copyOf(nodeChecks);
    serviceChecks = List.copyOf(serviceChecks);
  }

  /// Whether it ends with this check of its node.
  public boolean dependsOn(String check) {
    return nodeChecks.contains(check) || serviceChecks.contains(check) || checks.contains(check);
  }

  /// The same session, created at this index.
  public Session createdAt(long index) {
    return new Session(
        id, name, node, lockDelay, behavior, ttl, checks, nodeChecks, serviceChecks, index, index);
  }
}
