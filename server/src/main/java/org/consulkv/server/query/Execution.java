package org.consulkv.server.query;

import java.util.List;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.query.PreparedQuery;

/// What executing a query gave.
///
/// @param query the query, its template filled in
/// @param nodes the instances in the order in which they are to be tried
/// @param datacenter where they are
/// @param failovers how many other datacenters were asked before
public record Execution(PreparedQuery query, List<Health> nodes, String datacenter, int failovers) {
  public Execution {
    nodes = List.copyOf(nodes);
  }
}
