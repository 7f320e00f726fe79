package org.consulkv.agent.check;

import java.time.Duration;
import java.util.function.Consumer;

/// Probes one thing, again and again. Whoever calls it sees to the timeout.
///
/// Threading: thread-safe; nothing here waits.
interface Prober {
  /// One probe under way.
  interface Running {
    /// A probe that is over already.
    Running NONE = () -> {};

    /// Gives the probe up and frees what it holds; its result, if any comes, counts no more.
    void cancel();
  }

  /// Starts a probe.
  ///
  /// @param done called once, from any thread, perhaps before this returns; not if it was cancelled
  Running start(Consumer<Result> done);

  /// What it means that there was no result in time.
  Result timedOut(Duration timeout);

  /// The timeout of definitions that set none.
  default Duration defaultTimeout() {
    return Duration.ofSeconds(10);
  }
}
