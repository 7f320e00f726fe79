package org.consulkv.server.autopilot;

import java.time.Duration;
import java.time.Instant;
import org.consulkv.server.membership.ClusterMember;
import org.consulkv.server.membership.ClusterMember.ServerPart;
import org.jspecify.annotations.Nullable;

/// What the leader remembers of one server between rounds.
///
/// Threading: confined to its owner.
final class Observed {
  private ClusterMember member;
  private boolean answers;
  private boolean wellBefore;
  private long sinceNanos;
  private boolean healthy;
  private @Nullable Instant stableSince;
  private @Nullable ServerReport last;
  private boolean held;
  private long heldUntilNanos;

  Observed(ClusterMember member, long nowNanos) {
    this.member = member;
    this.sinceNanos = nowNanos;
  }

  /// What the pool says now.
  void member(ClusterMember now) {
    member = now;
    if (!now.isAlive()) {
      held = false;
    }
  }

  /// It was taken out on purpose: it is not taken in again before it went, or for some time.
  void hold(long untilNanos) {
    held = true;
    heldUntilNanos = untilNanos;
  }

  /// What the last question gave: an answer, or none.
  ///
  /// @param foreign it belongs to another cluster
  void answered(@Nullable ServerReport report, boolean foreign, long nowNanos) {
    if (report != null) {
      last = report;
    }
    answers = report != null && !foreign;
    boolean well = answers && member.isAlive();
    if (well != wellBefore) {
      wellBefore = well;
      sinceNanos = nowNanos;
    }
  }

  void healthy(boolean now, Instant at) {
    if (stableSince == null || now != healthy) {
      healthy = now;
      stableSince = at;
    }
  }

  boolean meets(Standard standard) {
    ServerReport report = last;
    return report != null
        && answers
        && member.isAlive()
        && report.lastContact().compareTo(standard.patience()) <= 0
        && report.lastTerm() == standard.term()
        && report.lastIndex() + standard.maxTrailingLogs() >= standard.index();
  }

  /// What a healthy server keeps to.
  record Standard(Duration patience, long term, long index, long maxTrailingLogs) {}

  VoterPlan.Candidate candidate(long nowNanos) {
    ServerPart part = part();
    return new VoterPlan.Candidate(
        member.id(),
        part.host(),
        member.status(),
        part.voter(),
        answers && !(held && heldUntilNanos - nowNanos > 0),
        Duration.ofNanos(nowNanos - sinceNanos));
  }

  ServerHealth health(boolean leader, boolean voter, Instant now) {
    ServerPart part = part();
    ServerReport report = last;
    return new ServerHealth(
        member.id(),
        member.name(),
        part.host(),
        member.status(),
        part.version(),
        leader,
        voter,
        !part.voter(),
        report == null ? Duration.ofNanos(-1) : report.lastContact(),
        report == null ? 0 : report.lastTerm(),
        report == null ? 0 : report.lastIndex(),
        healthy,
        stableSince == null ? now : stableSince);
  }

  ClusterMember member() {
    return member;
  }

  private ServerPart part() {
    return member.server().orElseThrow();
  }
}
