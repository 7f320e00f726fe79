package org.consulkv.agent.local;

import java.util.Map;
import org.consulkv.state.catalog.CatalogCommand;

/// A change of the catalog that brings it closer to this agent.
///
/// @param covers what is up to date once the change is made, with the versions it has
public record SyncStep(CatalogCommand command, Map<Item, Long> covers) {
  public SyncStep {
    covers = Map.copyOf(covers);
  }
}
