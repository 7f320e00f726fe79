package org.consulkv.server.autopilot;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.server.membership.ClusterMember.Status;
import org.consulkv.state.autopilot.AutopilotConfig;

/// Decides which server is taken into Raft or out of it next. One change at a time, each from what
/// is known then.
///
/// A failed server keeps its vote until another one has taken its place: without it the others
/// would be as few, and it could not help when it comes back. So the number of voters never falls
/// below what the cluster was founded with, nor below three. Only a server that says so itself
/// gives its vote up, if the others can go on without; one that leads hands leadership over first.
///
/// Threading: no state.
final class VoterPlan {
  /// Fewer servers than this never result from cleaning up.
  private static final int SMALLEST = 3;

  private VoterPlan() {}

  /// A server of the pool, and for how long it has been as it is.
  ///
  /// @param voter false for a read replica
  /// @param answers whether it answered when it was last asked, and belongs to this cluster or none
  /// @param unchanged how long it has been answering, or not
  record Candidate(
      String id, String host, Status status, boolean voter, boolean answers, Duration unchanged) {
    private boolean alive() {
      return status == Status.ALIVE && answers;
    }
  }

  /// The next step.
  sealed interface Step {
    String id();

    /// For the log.
    default String shown() {
      return switch (this) {
        case Put put when put.peer().voter() -> "taking a server in as a voter";
        case Put _ -> "taking a server in as a read replica";
        case Remove remove -> "taking a server out: " + remove.why();
        case HandOver _ -> "handing leadership over, since a read replica must not lead";
      };
    }

    /// Takes a server in, or changes whether it votes.
    record Put(Peer peer) implements Step {
      @Override
      public String id() {
        return peer.id();
      }
    }

    /// Takes a server out.
    record Remove(String id, String why) implements Step {}

    /// Lets another server lead.
    record HandOver(String id) implements Step {}
  }

  /// @param self the leader's id
  /// @param expect the greatest number of servers that any was told to wait for
  static Optional<Step> next(
      String self,
      List<Peer> peers,
      List<Candidate> candidates,
      int expect,
      AutopilotConfig config) {
    Map<String, Peer> inRaft = new TreeMap<>();
    peers.forEach(peer -> inRaft.put(peer.id(), peer));
    Map<String, Candidate> inPool = new TreeMap<>();
    candidates.forEach(candidate -> inPool.put(candidate.id(), candidate));
    return toTakeIn(self, inRaft, inPool, expect, config)
        .or(() -> toTakeOut(self, inRaft, inPool, expect, config))
        .or(() -> toHandOver(self, inRaft, inPool));
  }

  private static Optional<Step> toTakeIn(
      String self,
      Map<String, Peer> inRaft,
      Map<String, Candidate> inPool,
      int expect,
      AutopilotConfig config) {
    boolean founding = voters(inRaft) < expect;
    return inPool.values().stream()
        .filter(Candidate::alive)
        .filter(candidate -> {
          Peer peer = inRaft.get(candidate.id());
          if (peer == null || !peer.voter()) {
            return peer == null || candidate.voter();
          }
          return !candidate.voter()
              && !peer.id().equals(self)
              && keepsMajority(inRaft, inPool, peer);
        })
        .filter(candidate ->
            (founding && candidate.voter())
                || candidate.unchanged().compareTo(config.serverStabilizationTime()) >= 0)
        .max(Comparator.comparing(Candidate::voter).thenComparing(Candidate::unchanged))
        .map(candidate ->
            new Step.Put(new Peer(candidate.id(), candidate.host(), candidate.voter())));
  }

  private static Optional<Step> toTakeOut(
      String self,
      Map<String, Peer> inRaft,
      Map<String, Candidate> inPool,
      int expect,
      AutopilotConfig config) {
    for (Peer peer : inRaft.values()) {
      if (peer.id().equals(self)) {
        continue;
      }
      Candidate candidate = inPool.get(peer.id());
      if (candidate == null || candidate.status() == Status.ALIVE) {
        continue; // not heard of yet, or well
      }
      boolean gone = candidate.status() == Status.LEFT || candidate.status() == Status.REAPED;
      if (gone && keepsMajority(inRaft, inPool, peer)) {
        return Optional.of(new Step.Remove(peer.id(), "it has left"));
      }
      boolean failed =
          candidate.status() == Status.FAILED
              && candidate.unchanged().compareTo(config.serverStabilizationTime()) >= 0;
      if (failed
          && config.cleanupDeadServers()
          && (!peer.voter() || isReplaced(inRaft, inPool, expect, config))) {
        return Optional.of(new Step.Remove(peer.id(), "it has failed and was replaced"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Step> toHandOver(
      String self, Map<String, Peer> inRaft, Map<String, Candidate> inPool) {
    Peer own = inRaft.get(self);
    Candidate wish = inPool.get(self);
    if (own == null || wish == null || wish.voter() || !keepsMajority(inRaft, inPool, own)) {
      return Optional.empty();
    }
    return inPool.values().stream()
        .filter(candidate -> candidate.alive() && candidate.voter())
        .map(candidate -> inRaft.get(candidate.id()))
        .filter(peer -> peer != null && peer.voter())
        .findFirst()
        .map(peer -> new Step.HandOver(peer.id()));
  }

  /// Whether as many voters are well as there ever must be.
  private static boolean isReplaced(
      Map<String, Peer> inRaft, Map<String, Candidate> inPool, int expect, AutopilotConfig config) {
    long least = Math.max(Math.max(SMALLEST, expect), config.minQuorum());
    return Long.compareUnsigned(alive(inRaft, inPool, null), least) >= 0;
  }

  private static boolean keepsMajority(
      Map<String, Peer> inRaft, Map<String, Candidate> inPool, Peer without) {
    long left = voters(inRaft) - (without.voter() ? 1 : 0);
    return alive(inRaft, inPool, without.id()) > left / 2;
  }

  private static long alive(
      Map<String, Peer> inRaft,
      Map<String, Candidate> inPool,
      @org.jspecify.annotations.Nullable String without) {
    return inRaft.values().stream()
        .filter(Peer::voter)
        .filter(peer -> !peer.id().equals(without))
        .map(peer -> inPool.get(peer.id()))
        .filter(candidate -> candidate != null && candidate.alive())
        .count();
  }

  private static long voters(Map<String, Peer> inRaft) {
    return inRaft.values().stream().filter(Peer::voter).count();
  }
}
