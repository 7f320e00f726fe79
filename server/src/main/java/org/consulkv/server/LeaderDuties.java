package org.consulkv.server;

import org.consulkv.runtime.ReplicatedLog.LeadershipListener;
import org.consulkv.server.autopilot.Autopilot;
import org.consulkv.server.autopilot.AutopilotRules;
import org.consulkv.server.kv.TombstoneReaper;
import org.consulkv.server.membership.Reconciler;
import org.consulkv.server.session.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What only the leader does, started and stopped with leadership, in this order.
///
/// Threading: called on the log's thread, one call at a time; nothing here waits.
final class LeaderDuties implements LeadershipListener {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderDuties.class);

  private final Sessions sessions;
  private final TombstoneReaper reaper;
  private final Reconciler reconciler;
  private final AutopilotRules rules;
  private final Autopilot autopilot;

  LeaderDuties(
      Sessions sessions,
      TombstoneReaper reaper,
      Reconciler reconciler,
      AutopilotRules rules,
      Autopilot autopilot) {
    this.sessions = sessions;
    this.reaper = reaper;
    this.reconciler = reconciler;
    this.rules = rules;
    this.autopilot = autopilot;
  }

  @Override
  public void leads(boolean leader) {
    if (leader) {
      LOG.info("Cluster leadership acquired");
      sessions.lead();
      reaper.start();
      reconciler.start();
      rules.start();
      autopilot.start();
    } else {
      LOG.info("Cluster leadership lost");
      stop();
    }
  }

  void stop() {
    autopilot.stop();
    rules.stop();
    reconciler.stop();
    reaper.stop();
    sessions.follow();
  }
}
