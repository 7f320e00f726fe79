package org.consulkv.runtime;

import java.time.Duration;

/// Runs things later. Tasks must not block; they run on the owner's loop, or on a timer thread that
/// hands over at once.
///
/// Threading: thread-safe.
public interface Timers {
  /// A task that was scheduled.
  interface Scheduled {
    /// Prevents the task, unless it already runs or ran.
    void cancel();
  }

  /// Runs the task once, not before `delay` has passed. A negative delay counts as zero.
  Scheduled after(Duration delay, Runnable task);
}
