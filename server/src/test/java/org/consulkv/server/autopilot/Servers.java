package org.consulkv.server.autopilot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.consulkv.runtime.LogMembership;
import org.consulkv.runtime.LogStatus;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.server.membership.ClusterMember;

/// A Raft group and the servers' answers, as the test wants them.
final class Servers implements LogMembership, ServerCalls {
  static final long TERM = 3;

  final Map<String, Peer> peers = new LinkedHashMap<>();
  final Map<String, String> clusters = new LinkedHashMap<>();
  final Set<String> silent = new TreeSet<>();
  final List<String> changes = new ArrayList<>();
  final Set<String> adopted = new TreeSet<>();
  Duration lastContact = Duration.ofMillis(20);
  long lag;
  boolean refusesChanges;
  private final String leader;

  Servers(String leader, String... others) {
    this.leader = leader;
    peers.put(leader, new Peer(leader, leader + ":8300", true));
    for (String other : others) {
      peers.put(other, new Peer(other, other + ":8300", true));
    }
  }

  LogStatus status() {
    return new LogStatus(
        leader,
        LogStatus.Role.LEADER,
        Optional.of(leader),
        List.copyOf(peers.values()),
        0,
        TERM,
        1000,
        TERM,
        1000,
        1000,
        0,
        0,
        0,
        Duration.ZERO);
  }

  @Override
  public CompletableFuture<ServerReport> report(ClusterMember server) {
    if (silent.contains(server.name())) {
      return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
    }
    var report =
        new ServerReport(
            server.id(),
            TERM,
            1000 - lag,
            lastContact,
            leader,
            clusters.getOrDefault(server.name(), ""),
            "",
            3);
    try {
      return CompletableFuture.completedFuture(ServerReport.decode(report.encode()));
    } catch (IOException e) {
      throw new UncheckedIOException("a report of its own", e);
    }
  }

  @Override
  public CompletableFuture<Void> adopt(ClusterMember server) {
    adopted.add(server.name());
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> put(Peer peer) {
    if (refusesChanges) {
      return CompletableFuture.failedFuture(new IllegalStateException("refused"));
    }
    changes.add((peer.voter() ? "+" : "~") + peer.id());
    peers.put(peer.id(), peer);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> remove(String id) {
    changes.add("-" + id);
    peers.remove(id);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> transferLeadership(String id) {
    changes.add("^" + id);
    return CompletableFuture.completedFuture(null);
  }
}
