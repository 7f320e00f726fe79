package org.consulkv.faults.node;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Random moments for faults to strike.
///
/// Threading: confined to its creator.
public final class Moments {
  private final Random random;

  public Moments(long seed) {
    this.random = new Random(seed);
  }

  /// Lets a random time pass.
  public void pass(Duration from, Duration to) {
    long nanos = random.nextLong(from.toNanos(), to.toNanos());
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  public boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  /// From 0 to below the bound.
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
