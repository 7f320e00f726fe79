package org.consulkv.state.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.Index;
import org.consulkv.state.Indexed;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogTables.OnNode;
import org.consulkv.state.catalog.CatalogTables.ServiceChange;
import org.consulkv.state.radix.Scan;
import org.jspecify.annotations.Nullable;

/// What can be asked of the catalog and of health. Names are compared without case.
public final class CatalogQueries {
  private CatalogQueries() {}

  /// A node with its services, in the order of their ids.
  public record NodeServices(Node node, List<Service> services) {}

  /// An instance of a service with its node.
  public record Instance(Node node, Service service) {}

  /// An instance of a service with its node, and the checks of both, those of the node first.
  public record Health(Node node, Service service, List<Check> checks) {}

  /// `GET /v1/catalog/node/:node`. A node that is not there has no index of its own.
  public static Indexed<Optional<NodeServices>> node(View view, WatchSet watches, String name) {
    Optional<Node> node = view.first(CatalogTables.NODE_NAME, name, watches);
    if (node.isEmpty()) {
      return view.indexed(0, Optional.empty());
    }
    List<Service> services =
        view.prefix(CatalogTables.SERVICE_ID, Index.name(name), watches).toList();
    return view.indexed(
        nodesAndServices(view), Optional.of(new NodeServices(node.get(), services)));
  }

  /// `GET /v1/catalog/nodes`, in the order of their names.
  public static Indexed<List<Node>> nodes(View view, WatchSet watches) {
    return view.indexed(
        view.lastIndex(CatalogTables.NODES),
        view.everything(CatalogTables.NODE_NAME, watches).toList());
  }

  /// `GET /v1/catalog/services`: names with the tags of all instances.
  public static Indexed<Map<String, SortedSet<String>>> services(View view, WatchSet watches) {
    Map<String, SortedSet<String>> services = new TreeMap<>();
    Scan<Service> all = view.everything(CatalogTables.SERVICE_NAME, watches);
    for (Service service = all.next(); service != null; service = all.next()) {
      SortedSet<String> tags = services.computeIfAbsent(service.name(), name -> new TreeSet<>());
      if (service.tags() != null) {
        tags.addAll(service.tags());
      }
    }
    return view.indexed(view.lastIndex(CatalogTables.SERVICES), services);
  }

  /// `GET /v1/catalog/service/:name`, in the order of nodes and ids.
  public static Indexed<List<Instance>> serviceNodes(View view, WatchSet watches, String name) {
    long index = serviceIndex(view, watches, name);
    List<Instance> instances = new ArrayList<>();
    Scan<Service> services = view.all(CatalogTables.SERVICE_NAME, name, WatchSet.NONE);
    for (Service service = services.next(); service != null; service = services.next()) {
      instances.add(new Instance(nodeOf(view, service), service));
    }
    return view.indexed(index, instances);
  }

  /// `GET /v1/health/service/:name`, in the order of nodes and ids.
  public static Indexed<List<Health>> health(View view, WatchSet watches, String name) {
    long index = serviceIndex(view, watches, name);
    List<Health> instances = new ArrayList<>();
    Scan<Service> services = view.all(CatalogTables.SERVICE_NAME, name, WatchSet.NONE);
    for (Service service = services.next(); service != null; service = services.next()) {
      List<Check> checks = new ArrayList<>();
      checksOf(view, service.node(), "").forEach(checks::add);
      checksOf(view, service.node(), service.id()).forEach(checks::add);
      instances.add(new Health(nodeOf(view, service), service, checks));
    }
    return view.indexed(index, instances);
  }

  /// `GET /v1/health/node/:node`, in the order of their ids.
  public static Indexed<List<Check>> nodeChecks(View view, WatchSet watches, String node) {
    return checks(view, view.prefix(CatalogTables.CHECK_ID, Index.name(node), watches));
  }

  /// `GET /v1/health/checks/:service`, in the order of nodes and ids.
  public static Indexed<List<Check>> serviceChecks(View view, WatchSet watches, String service) {
    return checks(view, view.all(CatalogTables.CHECK_SERVICE, service, watches));
  }

  /// `GET /v1/health/state/:state`, in the order of nodes and ids.
  ///
  /// @param state a status, or nothing for any
  public static Indexed<List<Check>> checksInState(
      View view, WatchSet watches, Optional<String> state) {
    return checks(
        view,
        state.isPresent()
            ? view.all(CatalogTables.CHECK_STATUS, state.get(), watches)
            : view.everything(CatalogTables.CHECK_ID, watches));
  }

  private static Indexed<List<Check>> checks(View view, Scan<Check> checks) {
    return view.indexed(view.lastIndex(CatalogTables.CHECKS), checks.toList());
  }

  private static Scan<Check> checksOf(View view, String node, String serviceId) {
    return view.all(CatalogTables.CHECK_NODE_SERVICE, new OnNode(node, serviceId), WatchSet.NONE);
  }

  /// The node of a check.
  public static Optional<Node> nodeOf(View view, Check check) {
    return view.first(CatalogTables.NODE_NAME, check.node(), WatchSet.NONE);
  }

  private static Node nodeOf(View view, Service service) {
    return view.first(CatalogTables.NODE_NAME, service.node(), WatchSet.NONE)
        .orElseThrow(() -> new Invariant.Broken("no node has " + service.id()));
  }

  /// The index of a service. Whatever readers of the service see changes its row, so that is the
  /// one place to wait. Without instances it is when a service last lost all of its own.
  private static long serviceIndex(View view, WatchSet watches, String name) {
    Optional<ServiceChange> change = view.first(CatalogTables.CHANGE_SERVICE, name, watches);
    if (change.isEmpty()) {
      change = view.first(CatalogTables.CHANGE_SERVICE, Services.EXTINCTION, WatchSet.NONE);
    }
    return change.map(ServiceChange::index).orElseGet(() -> nodesAndServices(view));
  }

  /// An object that is replaced whenever the answer of [#health] or [#serviceNodes] may change;
  /// null while the service has no instance.
  public static @Nullable Object serviceVersion(View view, String name) {
    return view.first(CatalogTables.CHANGE_SERVICE, name, WatchSet.NONE).orElse(null);
  }

  private static long nodesAndServices(View view) {
    return Math.max(view.lastIndex(CatalogTables.NODES), view.lastIndex(CatalogTables.SERVICES));
  }
}
