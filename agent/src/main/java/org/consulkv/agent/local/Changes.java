package org.consulkv.agent.local;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Tells of changes to services and checks of this agent.
///
/// Threading: thread-safe; listeners are called on the thread of the change, without a lock, and
/// must not block.
public final class Changes {
  private final Map<String, List<Runnable>> byService = new ConcurrentHashMap<>();
  private final List<Consumer<String>> ofChecks = new CopyOnWriteArrayList<>();
  private final List<Runnable> anything = new CopyOnWriteArrayList<>();

  /// Ends a subscription.
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /// Tells of changes to one service's definition, also of its coming and going.
  public Subscription ofService(String id, Runnable listener) {
    byService.compute(
        id,
        (_, old) -> {
          List<Runnable> listeners = old == null ? new CopyOnWriteArrayList<>() : old;
          listeners.add(listener);
          return listeners;
        });
    return () ->
        byService.computeIfPresent(
            id,
            (_, listeners) -> {
              listeners.remove(listener);
              return listeners.isEmpty() ? null : listeners;
            });
  }

  /// Tells the id of a service whose checks changed, and the empty id for checks of the node.
  public Subscription ofChecks(Consumer<String> listener) {
    ofChecks.add(listener);
    return () -> ofChecks.remove(listener);
  }

  /// Tells that something may be outstanding.
  public Subscription ofAnything(Runnable listener) {
    anything.add(listener);
    return () -> anything.remove(listener);
  }

  void services(Set<String> ids) {
    for (String id : ids) {
      List<Runnable> listeners = byService.get(id);
      if (listeners != null) {
        listeners.forEach(Runnable::run);
      }
    }
  }

  void checksOf(String serviceId) {
    ofChecks.forEach(listener -> listener.accept(serviceId));
  }

  void outstanding() {
    anything.forEach(Runnable::run);
  }
}
