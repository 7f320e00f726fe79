package org.consulkv.agent.event;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.consulkv.agent.local.LocalService;

/// What filters of events look at.
public final class NodeServices {
  private NodeServices() {}

  /// The agent's own services by name, with the tags of each.
  public static Map<String, Set<String>> of(Collection<LocalService> own) {
    Map<String, Set<String>> services = new TreeMap<>();
    for (LocalService one : own) {
      Set<String> tags = services.computeIfAbsent(one.service().name(), name -> new TreeSet<>());
      if (one.service().tags() != null) {
        tags.addAll(one.service().tags());
      }
    }
    return services;
  }
}
