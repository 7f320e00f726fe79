package org.consulkv.testkit.machine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waiting for something that another thread or process brings about and of which nothing tells,
/// for a bounded time.
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
  private static final long LAST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  private Await() {}

  /// Returns once the condition holds.
  ///
  /// @throws AssertionError if it does not within half a minute
  public static void until(BooleanSupplier condition) {
    until(PATIENCE, condition, () -> "waited in vain");
  }

  /// Returns once the condition holds.
  ///
  /// @throws AssertionError with the description, if it does not within the limit
  public static void until(Duration limit, BooleanSupplier condition, Supplier<String> what) {
    long deadline = System.nanoTime() + limit.toNanos();
    long pause = FIRST_PAUSE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + limit + ": " + what.get());
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(LAST_PAUSE_NANOS, pause + FIRST_PAUSE_NANOS);
    }
  }
}
