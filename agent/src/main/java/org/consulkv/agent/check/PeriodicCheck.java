package org.consulkv.agent.check;

import java.time.Duration;
import java.util.Optional;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;
import org.jspecify.annotations.Nullable;

/// Runs a prober at an interval, never twice at a time. A run that takes longer than the interval
/// is followed by the next at once; nothing is made up for.
///
/// Threading: guarded by its own lock, which is not held while the prober or the sink is called.
final class PeriodicCheck implements RunningCheck {
  private final CheckDefinition check;
  private final Prober prober;
  private final Clock clock;
  private final Timers timers;
  private final Reporter reporter;
  private final Duration timeout;
  private final long intervalNanos;
  private final long firstDelayNanos;

  private final Object lock = new Object();
  private final Thresholds thresholds;
  private long dueNanos;
  private boolean stopped;
  private @Nullable Run current;
  private Timers.@Nullable Scheduled timer; // of the next run or, during one, of its timeout

  /// @param firstDelay until the first run
  PeriodicCheck(
      CheckDefinition check,
      Prober prober,
      Clock clock,
      Timers timers,
      Reporter reporter,
      Duration firstDelay) {
    this.check = check;
    this.prober = prober;
    this.clock = clock;
    this.timers = timers;
    this.reporter = reporter;
    timeout = check.timeout().isPositive() ? check.timeout() : prober.defaultTimeout();
    intervalNanos = interval(check).toNanos();
    firstDelayNanos = firstDelay.toNanos();
    thresholds = new Thresholds(check);
  }

  /// How often the check runs, whatever it asks for.
  static Duration interval(CheckDefinition check) {
    boolean tooShort = check.interval().compareTo(CheckDefinition.MIN_INTERVAL) < 0;
    return tooShort ? CheckDefinition.MIN_INTERVAL : check.interval();
  }

  @Override
  public void start() {
    synchronized (lock) {
      dueNanos = clock.nanos() + firstDelayNanos;
      schedule();
    }
  }

  @Override
  public void stop() {
    Run run;
    synchronized (lock) {
      stopped = true;
      run = current;
      current = null;
      cancelTimer();
    }
    if (run != null) {
      run.cancel();
    }
  }

  private void schedule() {
    if (!stopped) {
      timer = timers.after(Duration.ofNanos(dueNanos - clock.nanos()), this::run);
    }
  }

  private void run() {
    Run run = new Run();
    synchronized (lock) {
      if (stopped) {
        return;
      }
      current = run;
      timer = timers.after(timeout, () -> timeOut(run));
    }
    run.started(prober.start(result -> end(run, result)));
  }

  private void timeOut(Run run) {
    if (ends(run)) { // first, for a probe that is given up may yet tell a result of its own
      run.cancel();
      count(prober.timedOut(timeout));
    }
  }

  private void end(Run run, Result result) {
    if (ends(run)) {
      count(result);
    }
  }

  /// Ends the run.
  ///
  /// @return false if it ended before: the timeout was first, or the result, or the check stopped
  private boolean ends(Run run) {
    synchronized (lock) {
      if (current != run) {
        return false;
      }
      current = null;
      cancelTimer();
      return true;
    }
  }

  private void count(Result result) {
    Optional<CheckStatus> status;
    synchronized (lock) {
      status = thresholds.on(result.status());
    }
    if (status.isPresent()) {
      reporter.report(check, status.get(), result.output());
    }
    synchronized (lock) {
      dueNanos = Math.max(dueNanos + intervalNanos, clock.nanos());
      schedule();
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /// One probe, which may be given up before the prober has said how.
  private static final class Run {
    private Prober.@Nullable Running running;
    private boolean cancelled;

    void started(Prober.Running probe) {
      synchronized (this) {
        if (!cancelled) {
          running = probe;
          return;
        }
      }
      probe.cancel();
    }

    void cancel() {
      Prober.Running probe;
      synchronized (this) {
        cancelled = true;
        probe = running;
      }
      if (probe != null) {
        probe.cancel();
      }
    }
  }
}
