package org.consulkv.server.membership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.Node;

/// Nodes whose health follows the pool, but which the pool of this agent does not have. A leader
/// that has just started may not have heard of them yet, so they get some time to turn up before
/// they count as failed, and the time of a failed member before they are taken out.
///
/// Threading: confined to its owner.
final class AbsentNodes {
  private final Duration patience;
  private final Duration reap;
  private Map<String, Long> sinceNanos = new HashMap<>();

  /// @param patience how long a node may be absent before its health is critical
  /// @param reap how long it may be absent before it is taken out
  AbsentNodes(Duration patience, Duration reap) {
    this.patience = patience;
    this.reap = reap;
  }

  /// Another leader may have seen them meanwhile.
  void forget() {
    sinceNanos = new HashMap<>();
  }

  List<CatalogCommand> changes(View view, List<ClusterMember> members, long nowNanos) {
    Set<String> present = new HashSet<>();
    for (ClusterMember member : members) {
      present.add(member.name().toLowerCase(Locale.ROOT));
    }
    Map<String, Long> absent = new HashMap<>();
    List<CatalogCommand> changes = new ArrayList<>();
    for (Node node : view.everything(CatalogTables.NODE_NAME, WatchSet.NONE).toList()) {
      String name = node.name().toLowerCase(Locale.ROOT);
      if (present.contains(name) || CatalogEntry.health(view, node.name()).isEmpty()) {
        continue;
      }
      long since = sinceNanos.getOrDefault(name, nowNanos);
      absent.put(name, since);
      if (nowNanos - since >= reap.toNanos()) {
        changes.addAll(CatalogEntry.gone(node));
      } else if (nowNanos - since >= patience.toNanos()) {
        changes.addAll(CatalogEntry.unreachable(view, node));
      }
    }
    sinceNanos = absent;
    return changes;
  }
}
