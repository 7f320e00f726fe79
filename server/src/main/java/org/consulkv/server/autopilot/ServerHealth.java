package org.consulkv.server.autopilot;

import java.time.Duration;
import java.time.Instant;
import org.consulkv.server.membership.ClusterMember;

/// How one server is, as the leader sees it.
///
/// @param host where it is reached, as `10.0.0.1:8300`
/// @param lastContact time since it heard from the leader; negative if it did not answer
/// @param stableSince since when it has been as healthy, or as unhealthy, as it is
public record ServerHealth(
    String id,
    String name,
    String host,
    ClusterMember.Status status,
    String version,
    boolean leader,
    boolean voter,
    boolean readReplica,
    Duration lastContact,
    long lastTerm,
    long lastIndex,
    boolean healthy,
    Instant stableSince) {}
