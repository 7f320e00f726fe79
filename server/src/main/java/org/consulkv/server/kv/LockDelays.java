package org.consulkv.server.kv;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.consulkv.runtime.Clock;
import org.consulkv.state.kv.Key;

/// Keys that were freed because their session ended, and until when nobody may lock them again. It
/// gives a holder that lost its session unnoticed the time to notice.
///
/// Kept on the monotonic clock in each server's memory, not in the log: the clocks of two servers
/// cannot be compared.
///
/// Threading: guarded by its own lock.
public final class LockDelays {
  private final Clock clock;
  private final int limit;
  private final Map<Key, Long> untilNanos = new HashMap<>();
  private final PriorityQueue<Delay> order =
      new PriorityQueue<>((a, b) -> Long.signum(a.untilNanos() - b.untilNanos()));

  private record Delay(Key key, long untilNanos) {}

  /// @param limit keys remembered at most; the ones due first are forgotten early
  public LockDelays(Clock clock, int limit) {
    this.clock = clock;
    this.limit = limit;
  }

  /// Starts a delay for a key that has just lost its holder.
  public synchronized void start(Key key, Duration delay) {
    if (delay.isZero() || delay.isNegative()) {
      return;
    }
    long until = clock.nanos() + delay.toNanos();
    untilNanos.put(key, until);
    order.add(new Delay(key, until));
    forget(clock.nanos());
  }

  /// Whether the key may not be locked now.
  public synchronized boolean holds(Key key) {
    if (untilNanos.isEmpty()) {
      return false;
    }
    forget(clock.nanos());
    return untilNanos.containsKey(key);
  }

  private void forget(long nowNanos) {
    Delay first = order.peek();
    while (first != null && (first.untilNanos() - nowNanos <= 0 || order.size() > limit)) {
      order.remove();
      untilNanos.remove(first.key(), first.untilNanos());
      first = order.peek();
    }
  }
}
