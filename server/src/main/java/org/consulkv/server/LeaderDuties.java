package org.consulkv.server;

import org.consulkv.runtime.ReplicatedLog.LeadershipListener;
import org.consulkv.server.catalog.SelfRegistration;
import org.consulkv.server.kv.TombstoneReaper;
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
  private final SelfRegistration registration;

  LeaderDuties(Sessions sessions, TombstoneReaper reaper, SelfRegistration registration) {
    this.sessions = sessions;
    this.reaper = reaper;
    this.registration = registration;
  }

  @Override
  public void leads(boolean leader) {
    if (leader) {
      LOG.info("Cluster leadership acquired");
      sessions.lead();
      reaper.start();
      registration.start();
    } else {
      LOG.info("Cluster leadership lost");
      stop();
    }
  }

  void stop() {
    registration.stop();
    reaper.stop();
    sessions.follow();
  }
}
