package org.consulkv.dns.lookup;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.Node;

/// What a lookup sees of the catalog, and how new that is.
///
/// Threading: confined to one lookup.
final class Sight {
  final Snapshot snapshot;
  private final WatchSet watches;
  private long index = 1;

  Sight(Snapshot snapshot, WatchSet watches) {
    this.snapshot = snapshot;
    this.watches = watches;
  }

  /// The last change of anything that was read so far.
  long index() {
    return index;
  }

  Optional<Node> node(String name) {
    Optional<Node> node = snapshot.first(CatalogTables.NODE_NAME, name, watches);
    seen(node.map(Node::modifyIndex).orElseGet(() -> snapshot.lastIndex(CatalogTables.NODES)));
    return node;
  }

  List<Health> health(String service) {
    Indexed<List<Health>> found = CatalogQueries.health(snapshot, watches, service);
    seen(found.index());
    return found.value();
  }

  private void seen(long later) {
    index = Math.max(index, later);
  }
}
