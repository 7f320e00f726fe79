package org.consulkv.agent.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the catalog does not have as it is here: the node, services and checks that changed, and
/// what is no longer here. Each change of an item gives it a new version, so that an answer to an
/// older one does not settle it.
///
/// Threading: guarded by its owner's lock.
final class Outstanding {
  private final Map<Item, Long> versions = new LinkedHashMap<>();
  private long version;

  void add(Item item) {
    versions.put(item, ++version);
  }

  void remove(Item item) {
    versions.remove(item);
  }

  boolean isEmpty() {
    return versions.isEmpty();
  }

  /// Forgets what is still as the step wrote it.
  void settle(SyncStep step) {
    step.covers().forEach(versions::remove);
  }

  @Nullable Long version(Item item) {
    return versions.get(item);
  }

  long required(Item item) {
    return Objects.requireNonNull(versions.get(item));
  }

  /// The items in the order of their first change.
  List<Item> items() {
    return new ArrayList<>(versions.keySet());
  }
}
