package org.consulkv.agent.founding;

import java.time.Duration;
import org.consulkv.runtime.Clock;

/// To whom this server has promised to let it found a cluster: to one at a time, for some seconds
/// unless that one asks again. A promise keeps two from trying at once; that there are not two
/// clusters does not depend on it.
///
/// Threading: guarded by its own lock.
public final class Promise {
  /// How long a promise is kept.
  static final Duration KEPT = Duration.ofSeconds(10);

  private final Clock clock;
  private String to = "";
  private long sinceNanos;

  public Promise(Clock clock) {
    this.clock = clock;
  }

  /// @param founder the node id of the server that wants to found a cluster
  /// @return false if another one has the promise
  public synchronized boolean give(String founder) {
    if (!to().isEmpty() && !to.equals(founder)) {
      return false;
    }
    to = founder;
    sinceNanos = clock.nanos();
    return true;
  }

  /// The founder did not get enough promises, and gives this one back.
  public synchronized void release(String founder) {
    if (to.equals(founder)) {
      to = "";
    }
  }

  /// Who has it; empty if nobody.
  public synchronized String to() {
    return clock.nanos() - sinceNanos < KEPT.toNanos() ? to : "";
  }
}
