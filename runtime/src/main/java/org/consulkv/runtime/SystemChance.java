package org.consulkv.runtime;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The machine's randomness. Identifiers come from the secure source, because whoever guesses a
/// session's id may use its locks; jitter comes from the fast one.
public final class SystemChance implements Chance {
  @Override
  public long below(long bound) {
    return ThreadLocalRandom.current().nextLong(bound);
  }

  @Override
  public UUID uuid() {
    return UUID.randomUUID();
  }
}
