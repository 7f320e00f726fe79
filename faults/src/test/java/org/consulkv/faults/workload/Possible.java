package org.consulkv.faults.workload;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.consulkv.faults.kv.Outcome;

/// The values a key may have, when one client alone writes it. A write without an answer leaves
/// two. Such a write is taken to be over when the client's next one is sent, which is so if it was
/// lost because the process was killed.
final class Possible {
  private Set<Optional<String>> values = Set.of(Optional.empty());

  /// @param value what was written, or nothing if it was deleted
  void wrote(Optional<String> value, Outcome<?> outcome) {
    switch (outcome) {
      case Outcome.Done<?> _ -> values = Set.of(value);
      case Outcome.Never<?> _ -> {}
      case Outcome.Unknown<?> _ -> {
        values = new HashSet<>(values);
        values.add(value);
      }
    }
  }

  boolean permits(Optional<String> value) {
    return values.contains(value);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
