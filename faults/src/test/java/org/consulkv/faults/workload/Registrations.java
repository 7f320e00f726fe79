package org.consulkv.faults.workload;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.consulkv.faults.kv.Catalog;
import org.consulkv.faults.kv.Outcome;
import org.consulkv.faults.node.Client;

/// Nodes that one caller registers in the catalog, each once, and some of which it deregisters.
final class Registrations implements Task {
  private final String prefix;
  private final Map<String, Possible> nodes = new TreeMap<>();

  Registrations(String caller) {
    this.prefix = caller + "-";
  }

  @Override
  public void step(Caller caller) {
    var catalog = new Catalog(caller.client());
    String node = prefix + nodes.size();
    Possible possible = new Possible();
    nodes.put(node, possible);
    possible.wrote(Optional.of(node), caller.counted(catalog.register(node)));
    if (possible.settled() && caller.random().nextBoolean()) {
      possible.wrote(Optional.empty(), caller.counted(catalog.deregister(node)));
    }
  }

  @Override
  public void check(Client client, Observations observations) {
    Outcome<Set<String>> held = new Catalog(client).nodes();
    compare(nodes, held.get(), observations);
  }

  /// @param held the nodes in the catalog
  static void compare(Map<String, Possible> nodes, Set<String> held, Observations observations) {
    nodes.forEach((node, possible) -> {
      Optional<String> shown = held.contains(node) ? Optional.of(node) : Optional.empty();
      if (!possible.permits(shown)) {
        observations.violation("node %s should be one of %s and is %s", node, possible, shown);
      }
    });
  }
}
