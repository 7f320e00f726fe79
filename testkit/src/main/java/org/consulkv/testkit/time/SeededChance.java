package org.consulkv.testkit.time;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.consulkv.runtime.Chance;

/// Chance that repeats itself for the same seed.
///
/// Threading: guarded by its own lock; the order of callers decides who gets what.
public final class SeededChance implements Chance {
  private final RandomGenerator random;

  public SeededChance(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @Override
  public synchronized long below(long bound) {
    return random.nextLong(bound);
  }

  @Override
  public synchronized UUID uuid() {
    long high = (random.nextLong() & ~0xf000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low);
  }
}
