package org.consulkv.server.session;

import java.time.Duration;
import java.util.List;

/// A session as a client asks for it.
///
/// @param behavior `release`, `delete`, or empty for release
/// @param ttl in Go's notation; empty for none
/// @param checks the old field `Checks`, kept only to be reported
public record NewSession(
    String node,
    String name,
    Duration lockDelay,
    String behavior,
    String ttl,
    List<String> checks,
    List<String> nodeChecks,
    List<String> serviceChecks) {
  /// `LockDelay` when it is not given.
  public static final Duration DEFAULT_LOCK_DELAY = Duration.ofSeconds(15);

  /// What `NodeChecks` is when it is not given.
  public static final List<String> DEFAULT_NODE_CHECKS = List.of("serfHealth");

  public NewSession {
    checks = List.copyOf(checks);
    nodeChecks = List.copyOf(nodeChecks);
    serviceChecks = List.copyOf(serviceChecks);
  }

  /// A session of a node with every default.
  public static NewSession of(String node) {
    return new NewSession(
        node, "", DEFAULT_LOCK_DELAY, "", "", List.of(), DEFAULT_NODE_CHECKS, List.of());
  }
}
