package org.consulkv.agent.coordinate;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;

/// Tells the servers where this node is, after [#PERIOD] and up to as long again, over and over.
/// What they know already is not told again: each telling is a write on the disks of all of them.
///
/// Threading: guarded by its own lock.
public final class OwnCoordinate implements AutoCloseable {
  /// The least time between two tellings in a cluster of any size.
  public static final Duration PERIOD = Duration.ofSeconds(15);

  private final Timers timers;
  private final Chance chance;
  private final BooleanSupplier known;
  private final Runnable tell;
  private Scheduled next;
  private boolean closed;

  /// @param known whether the servers have it as it is now
  /// @param tell sends it
  public OwnCoordinate(Timers timers, Chance chance, BooleanSupplier known, Runnable tell) {
    this.timers = timers;
    this.chance = chance;
    this.known = known;
    this.tell = tell;
    next = timers.after(pause(), this::due);
  }

  private void due() {
    if (!known.getAsBoolean()) {
      tell.run();
    }
    synchronized (this) {
      if (!closed) {
        next = timers.after(pause(), this::due);
      }
    }
  }

  private Duration pause() {
    return PERIOD.plusNanos(chance.below(PERIOD.toNanos()));
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
