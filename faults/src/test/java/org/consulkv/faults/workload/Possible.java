package org.consulkv.faults.workload;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.consulkv.faults.kv.Outcome;

/// The values a key may have, when one client alone writes it. A write without an answer leaves
/// two, and may yet take effect after a later one: the key must not be written again.
final class Possible {
  private Set<Optional<String>> values = Set.of(Optional.empty());

  /// @param value what was written, or nothing if it was deleted
  void wrote(Optional<String> value, Outcome<?> outcome) {
    if (!settled()) {
      throw new IllegalStateException("written after an unknown outcome");
    }
    switch (outcome) {
      case Outcome.Done<?> _ -> values = Set.of(value);
      case Outcome.Never<?> _ -> {}
      case Outcome.Unknown<?> _ -> {
        values = new HashSet<>(values);
        values.add(value);
      }
    }
  }

  /// Whether it is known which one it has.
  boolean settled() {
    return values.size() == 1;
  }

  boolean permits(Optional<String> value) {
    return values.contains(value);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
