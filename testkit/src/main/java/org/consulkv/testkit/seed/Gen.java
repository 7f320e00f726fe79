package org.consulkv.testkit.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.consulkv.runtime.Bytes;

/// Makes inputs from a seed: the same seed, the same inputs.
///
/// Threading: confined to one thread.
public final class Gen {
  private final RandomGenerator random;
  private final int size;

  /// @param size how large inputs may become, from 1 to about 100
  public Gen(long seed, int size) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.size = Math.max(1, size);
  }

  /// How large inputs may become in this run; it grows from run to run.
  public int size() {
    return size;
  }

  /// A number from 0 (inclusive) to `bound` (exclusive).
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long number() {
    return random.nextLong();
  }

  /// True once in `times` calls, on average.
  public boolean onceIn(int times) {
    return below(times) == 0;
  }

  /// One of the values.
  @SafeVarargs
  public final <T> T oneOf(T... values) {
    return values[below(values.length)];
  }

  public <T> T oneOf(List<T> values) {
    return values.get(below(values.size()));
  }

  /// What one of the suppliers gives.
  @SafeVarargs
  public final <T> T any(Supplier<? extends T>... suppliers) {
    return suppliers[below(suppliers.length)].get();
  }

  /// Up to `most` values.
  public <T> List<T> list(int most, Supplier<? extends T> element) {
    List<T> list = new ArrayList<>();
    for (int left = below(most + 1); left > 0; left--) {
      list.add(element.get());
    }
    return list;
  }

  /// Up to `most` bytes of any value.
  public Bytes bytes(int most) {
    byte[] bytes = new byte[below(most + 1)];
    random.nextBytes(bytes);
    return Bytes.owning(bytes);
  }

  /// Up to `most` of these characters: few characters make texts that begin alike.
  public String text(String characters, int most) {
    StringBuilder text = new StringBuilder();
    for (int left = below(most + 1); left > 0; left--) {
      text.append(characters.charAt(below(characters.length())));
    }
    return text.toString();
  }
}
