package org.consulkv.agent.metrics;

/// Counts events.
///
/// Threading: thread-safe, contention-free.
public interface Counter {
  void add(long amount);
}
