package org.consulkv.agent.coordinate;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Timers;
import org.consulkv.runtime.Timers.Scheduled;

/// Tells the servers where this node is, after [#PERIOD] and up to as long again, over and over; in
/// a large cluster less often, so that all nodes together tell [#PER_SECOND] in a second. What the
/// servers know already is not told again: each telling is a write on the disks of all of them.
///
/// Threading: guarded by its own lock.
public final class OwnCoordinate implements AutoCloseable {
  /// The least time between two tellings in a cluster of any size.
  public static final Duration PERIOD = Duration.ofSeconds(15);

  /// How many the servers of a cluster are told in a second.
  public static final int PER_SECOND = 64;

  private final Timers timers;
  private final Chance chance;
  private final IntSupplier nodes;
  private final BooleanSupplier known;
  private final Runnable tell;
  private Scheduled next;
  private boolean closed;

  /// @param nodes how many there are in the cluster
  /// @param known whether the servers have it as it is now
  /// @param tell sends it
  public OwnCoordinate(
      Timers timers, Chance chance, IntSupplier nodes, BooleanSupplier known, Runnable tell) {
    this.timers = timers;
    this.chance = chance;
    this.nodes = nodes;
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
    Duration fair = Duration.ofSeconds(nodes.getAsInt() / PER_SECOND);
    Duration least = fair.compareTo(PERIOD) > 0 ? fair : PERIOD;
    return least.plusNanos(chance.below(least.toNanos()));
  }

  @Override
  public synchronized void close() {
    closed = true;
    next.cancel();
  }
}
