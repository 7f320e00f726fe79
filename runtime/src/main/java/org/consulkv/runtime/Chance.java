package org.consulkv.runtime;

import java.util.UUID;

/// Randomness, from a seed in simulations.
///
/// Threading: thread-safe.
public interface Chance {
  /// A number from 0 (inclusive) to `bound` (exclusive); `bound` is positive.
  long below(long bound);

  /// A random (version 4) UUID.
  UUID uuid();
}
