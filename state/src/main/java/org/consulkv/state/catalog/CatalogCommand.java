package org.consulkv.state.catalog;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Command;

/// A change to the catalog. Indexes in nodes, services and checks are set by applying it.
public sealed interface CatalogCommand extends Command {

  /// Adds or updates a node and, if given, a service and checks on it, all or nothing.
  ///
  /// @param skipNodeUpdate leaves an existing node as it is
  record Register(Node node, boolean skipNodeUpdate, Optional<Service> service, List<Check> checks)
      implements CatalogCommand {
    public Register {
      checks = List.copyOf(checks);
    }
  }

  /// Removes a service (if `serviceId` is given), else a check (if `checkId` is given), else the
  /// node with everything on it. Nothing to remove counts as done.
  record Deregister(String node, String serviceId, String checkId) implements CatalogCommand {}
}
