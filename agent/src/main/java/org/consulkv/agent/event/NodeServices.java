package org.consulkv.agent.event;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.Service;

/// What filters of events look at.
public final class NodeServices {
  private NodeServices() {}

  /// The services of a node in the catalog by name, with the tags of each.
  public static Map<String, Set<String>> of(Snapshot snapshot, String node) {
    Map<String, Set<String>> services = new TreeMap<>();
    CatalogQueries.node(snapshot, WatchSet.NONE, node)
        .value()
        .ifPresent(found -> found.services().forEach(service -> add(services, service)));
    return services;
  }

  private static void add(Map<String, Set<String>> services, Service service) {
    Set<String> tags = services.computeIfAbsent(service.name(), name -> new TreeSet<>());
    if (service.tags() != null) {
      tags.addAll(service.tags());
    }
  }
}
