package org.consulkv.http.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.http.filter.Filter;
import org.consulkv.http.reading.Form;
import org.consulkv.http.reading.Found;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.CatalogQueries.NodeServices;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;

/// The questions of `GET /v1/internal/ui`.
final class UiReads {
  private static final Form<List<NodeFeed>> NODES = Form.list(UiJson::node);
  private static final Form<List<NodeFeed>> NODE = Form.first(UiJson::node);
  private static final Form<Overview> OVERVIEW = Form.json(UiJson::overview);

  private UiReads() {}

  record Nodes(Filter<NodeFeed> filter, boolean pretty)
      implements BlockingQuery<Found<List<NodeFeed>>> {
    @Override
    public Indexed<Found<List<NodeFeed>>> evaluate(Snapshot snapshot, WatchSet watches) {
      List<NodeFeed> feeds = new ArrayList<>();
      for (Node node : CatalogQueries.nodes(snapshot, WatchSet.NONE).value()) {
        feed(snapshot, node.name()).ifPresent(feeds::add);
      }
      return new Indexed<>(index(snapshot, watches), new Found<>(filter.of(feeds), NODES, pretty));
    }
  }

  record OneNode(String name, boolean pretty) implements BlockingQuery<Found<List<NodeFeed>>> {
    @Override
    public Indexed<Found<List<NodeFeed>>> evaluate(Snapshot snapshot, WatchSet watches) {
      List<NodeFeed> feed = feed(snapshot, name).map(List::of).orElse(List.of());
      return new Indexed<>(index(snapshot, watches), new Found<>(feed, NODE, pretty));
    }
  }

  record Services(Filter<Health> filter, String datacenter, boolean pretty)
      implements BlockingQuery<Found<List<ServiceFeed>>> {
    @Override
    public Indexed<Found<List<ServiceFeed>>> evaluate(Snapshot snapshot, WatchSet watches) {
      List<ServiceFeed> feeds = new ArrayList<>();
      for (String name : CatalogQueries.services(snapshot, WatchSet.NONE).value().keySet()) {
        List<Health> kept = filter.of(CatalogQueries.health(snapshot, WatchSet.NONE, name).value());
        if (!kept.isEmpty()) {
          var feed = new ServiceFeed(name);
          kept.forEach(feed::add);
          feeds.add(feed);
        }
      }
      Form<List<ServiceFeed>> form =
          Form.list((json, feed) -> UiJson.service(json, feed, datacenter));
      return new Indexed<>(index(snapshot, watches), new Found<>(feeds, form, pretty));
    }
  }

  record CatalogOverview(boolean pretty) implements BlockingQuery<Found<Overview>> {
    @Override
    public Indexed<Found<Overview>> evaluate(Snapshot snapshot, WatchSet watches) {
      Overview overview = Overview.of(snapshot);
      return new Indexed<>(index(snapshot, watches), new Found<>(overview, OVERVIEW, pretty));
    }
  }

  private static Optional<NodeFeed> feed(Snapshot snapshot, String name) {
    Optional<NodeServices> found = CatalogQueries.node(snapshot, WatchSet.NONE, name).value();
    List<Check> checks = CatalogQueries.nodeChecks(snapshot, WatchSet.NONE, name).value();
    return found.map(node -> new NodeFeed(node.node(), node.services(), checks));
  }

  /// The index of the whole catalog, which is also what is watched: one point for each table, not
  /// one for each node.
  private static long index(Snapshot snapshot, WatchSet watches) {
    var _ = snapshot.everything(CatalogTables.NODE_NAME, watches);
    var _ = snapshot.everything(CatalogTables.SERVICE_ID, watches);
    var _ = snapshot.everything(CatalogTables.CHECK_ID, watches);
    long nodes = snapshot.lastIndex(CatalogTables.NODES);
    long services = snapshot.lastIndex(CatalogTables.SERVICES);
    long checks = snapshot.lastIndex(CatalogTables.CHECKS);
    return Math.max(snapshot.floor(), Math.max(nodes, Math.max(services, checks)));
  }
}
