package org.consulkv.agent.cache;

import java.util.ArrayList;
import java.util.List;

/// What is to be done when the lock is free again.
///
/// Threading: confined to one call of the cache.
final class After {
  private final List<Runnable> steps = new ArrayList<>(2);

  void add(Runnable step) {
    steps.add(step);
  }

  void run() {
    steps.forEach(Runnable::run);
  }
}
