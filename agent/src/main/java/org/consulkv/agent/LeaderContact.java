package org.consulkv.agent;

import java.time.Duration;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.agent.metrics.Sample;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;
import org.consulkv.server.Server;
import org.consulkv.server.autopilot.Autopilot;
import org.consulkv.server.autopilot.ServerHealth;

/// Measures on the leader, under Consul's name `raft.leader.lastContact`, how long ago the other
/// servers heard from it, whenever it has asked them.
///
/// Threading: its own lock.
final class LeaderContact implements AutoCloseable {
  private final Server server;
  private final Sample lastContact;
  private final Timers timers;
  private boolean closed;
  private Scheduled next;

  private LeaderContact(Server server, Sample lastContact, Timers timers) {
    this.server = server;
    this.lastContact = lastContact;
    this.timers = timers;
    next = timers.after(Autopilot.PERIOD, this::measure);
  }

  static LeaderContact start(Server server, Metrics metrics, Timers timers) {
    return new LeaderContact(server, metrics.sample("raft.leader.lastContact"), timers);
  }

  private void measure() {
    if (server.leads()) {
      for (ServerHealth other : server.autopilot().health().servers()) {
        Duration ago = other.lastContact();
        if (!other.leader() && !ago.isNegative()) {
          lastContact.record(ago.toNanos());
        }
      }
    }
    synchronized (this) {
      if (!closed) {
        next = timers.after(Autopilot.PERIOD, this::measure);
      }
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
