package org.consulkv.agent.local;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.consulkv.agent.check.AliasSource.Aliased;
import org.consulkv.agent.check.AliasSource.Watch;
import org.consulkv.agent.check.Probe;
import org.consulkv.server.Server;

/// The checks of other nodes, as the catalog has them.
@FunctionalInterface
public interface CatalogAliases {
  /// Tells the checks of a node, or of a service on it, now and whenever they have changed, until
  /// closed; empty if it is not there. Called by one thread at a time.
  Watch watch(Probe.Alias target, Consumer<Optional<List<Aliased>>> changed);

  /// In the catalog of the server that this agent is.
  static CatalogAliases of(Server server) {
    return (target, changed) -> CatalogAlias.watch(server, target, changed);
  }
}
