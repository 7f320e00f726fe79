package org.consulkv.agent.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;

/// Outputs that wait to be written to the catalog: a check that changes nothing but its output is
/// written half to one and a half times the interval later, once, with the output it has then.
///
/// Threading: guarded by its owner's lock, except [#interval].
public final class Deferrals {
  private final Timers timers;
  private final Chance chance;
  private final Map<String, Scheduled> pending = new HashMap<>();
  private volatile Duration interval;

  /// @param interval `check_update_interval`; zero or less for no deferring
  public Deferrals(Timers timers, Chance chance, Duration interval) {
    this.timers = timers;
    this.chance = chance;
    this.interval = interval;
  }

  /// Takes a new interval, for outputs that change from now on. Any thread.
  public void interval(Duration newInterval) {
    interval = newInterval;
  }

  /// Lets the check's output wait, if outputs do.
  ///
  /// @param due called when it has waited long enough, unless it is cancelled before
  boolean defer(String checkId, Runnable due) {
    long nanos = interval.toNanos();
    if (nanos <= 0) {
      return false;
    }
    pending.computeIfAbsent(
        checkId, _ -> timers.after(Duration.ofNanos(nanos / 2 + chance.below(nanos)), due));
    return true;
  }

  boolean isPending(String checkId) {
    return pending.containsKey(checkId);
  }

  /// Ends the wait of an output that has waited.
  ///
  /// @return false if it was cancelled meanwhile
  boolean isDue(String checkId) {
    return pending.remove(checkId) != null;
  }

  void cancel(String checkId) {
    Scheduled timer = pending.remove(checkId);
    if (timer != null) {
      timer.cancel();
    }
  }
}
