package org.consulkv.agent.local;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;

/// What the catalog has of this agent.
///
/// @param node empty if the node is not there
public record CatalogView(Optional<Node> node, List<Service> services, List<Check> checks) {
  public CatalogView {
    services = List.copyOf(services);
    checks = List.copyOf(checks);
  }
}
