package org.consulkv.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.consulkv.runtime.ReplicatedLog.LeadershipListener;

/// Tells listeners about leadership: only changes, in order, one at a time.
///
/// Threading: thread-safe; the fields are touched by tasks of `thread` only.
final class LeadershipFeed {
  private final Executor thread;
  private final List<LeadershipListener> listeners = new ArrayList<>();
  private boolean leads;

  /// @param thread runs tasks one after the other
  LeadershipFeed(Executor thread) {
    this.thread = thread;
  }

  void add(LeadershipListener listener) {
    run(() -> {
      listeners.add(listener);
      if (leads) {
        listener.leads(true);
      }
    });
  }

  void leads(boolean now) {
    run(() -> {
      if (leads != now) {
        leads = now;
        listeners.forEach(listener -> listener.leads(now));
      }
    });
  }

  private void run(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException closed) {
      // The log is closed, and its listeners were told that it no longer leads.
    }
  }
}
