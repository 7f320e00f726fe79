package org.consulkv.http.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.consulkv.http.filter.Filter;
import org.consulkv.http.reading.Form;
import org.consulkv.http.reading.Found;
import org.consulkv.server.blocking.BlockingQuery;
import org.consulkv.state.Indexed;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Instance;
import org.consulkv.state.catalog.CatalogQueries.NodeServices;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// The questions of `GET /v1/catalog`.
final class CatalogReads {
  private static final Form<Optional<NodeServices>> NODE =
      Form.json((json, found) -> {
        if (found.isPresent()) {
          InstanceJson.nodeServices(json, found.get());
        } else {
          json.writeNull();
        }
      });
  private static final Form<Optional<NodeServices>> NODE_LIST =
      Form.json(InstanceJson::nodeServiceList);
  private static final Form<List<Node>> NODES = Form.list(CatalogJson::node);
  private static final Form<List<Instance>> INSTANCES = Form.list(InstanceJson::flat);
  private static final Form<Map<String, SortedSet<String>>> SERVICES =
      Form.json(InstanceJson::services);

  private CatalogReads() {}

  /// @param asList whether the services are a list, not a map by id
  record OneNode(
      String name, Filter<Service> filter, WanAddresses addresses, boolean asList, boolean pretty)
      implements BlockingQuery<Found<Optional<NodeServices>>> {
    @Override
    public Indexed<Found<Optional<NodeServices>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<Optional<NodeServices>> found = CatalogQueries.node(snapshot, watches, name);
      Optional<NodeServices> kept =
          found
              .value()
              .map(all -> new NodeServices(all.node(), filter.of(all.services())))
              .map(addresses::services);
      return new Indexed<>(found.index(), new Found<>(kept, asList ? NODE_LIST : NODE, pretty));
    }
  }

  record Nodes(Narrowing<Node> narrowing, WanAddresses addresses, boolean pretty)
      implements BlockingQuery<Found<List<Node>>> {
    @Override
    public Indexed<Found<List<Node>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<Node>> found = CatalogQueries.nodes(snapshot, watches);
      List<Node> nodes = narrowing.of(snapshot, found.value(), node -> node);
      return new Indexed<>(found.index(), new Found<>(addresses.nodes(nodes), NODES, pretty));
    }

    @Override
    public @Nullable Object version(Snapshot snapshot) {
      return narrowing.isInNaturalOrder() ? snapshot.version(CatalogTables.NODES) : null;
    }
  }

  record Services(Map<String, String> meta, boolean pretty)
      implements BlockingQuery<Found<Map<String, SortedSet<String>>>> {
    @Override
    public Indexed<Found<Map<String, SortedSet<String>>>> evaluate(
        Snapshot snapshot, WatchSet watches) {
      Indexed<Map<String, SortedSet<String>>> found = CatalogQueries.services(snapshot, watches);
      Map<String, SortedSet<String>> services =
          meta.isEmpty() ? found.value() : ofNodes(snapshot, watches);
      return new Indexed<>(found.index(), new Found<>(services, SERVICES, pretty));
    }

    @Override
    public @Nullable Object version(Snapshot snapshot) {
      return meta.isEmpty() ? snapshot.version(CatalogTables.SERVICES) : null;
    }

    private Map<String, SortedSet<String>> ofNodes(Snapshot snapshot, WatchSet watches) {
      Map<String, SortedSet<String>> services = new TreeMap<>();
      for (Node node : CatalogQueries.nodes(snapshot, watches).value()) {
        if (Narrowing.hasAll(node, meta)) {
          CatalogQueries.node(snapshot, watches, node.name())
              .value()
              .ifPresent(found -> found.services().forEach(service -> add(services, service)));
        }
      }
      return services;
    }

    private static void add(Map<String, SortedSet<String>> services, Service service) {
      SortedSet<String> tags = services.computeIfAbsent(service.name(), name -> new TreeSet<>());
      if (service.tags() != null) {
        tags.addAll(service.tags());
      }
    }
  }

  record Instances(
      String service,
      List<String> tags,
      Narrowing<Instance> narrowing,
      WanAddresses addresses,
      boolean pretty)
      implements BlockingQuery<Found<List<Instance>>> {
    @Override
    public Indexed<Found<List<Instance>>> evaluate(Snapshot snapshot, WatchSet watches) {
      Indexed<List<Instance>> found = CatalogQueries.serviceNodes(snapshot, watches, service);
      List<Instance> tagged =
          tags.isEmpty()
              ? found.value()
              : found.value().stream()
                  .filter(instance -> tagged(instance.service(), tags))
                  .toList();
      List<Instance> instances = narrowing.of(snapshot, tagged, Instance::node);
      return new Indexed<>(
          found.index(), new Found<>(addresses.instances(instances), INSTANCES, pretty));
    }

    @Override
    public @Nullable Object version(Snapshot snapshot) {
      return narrowing.isInNaturalOrder() ? CatalogQueries.serviceVersion(snapshot, service) : null;
    }
  }

  /// Whether the service has all these tags, without regard to case.
  static boolean tagged(Service service, List<String> tags) {
    List<String> its = service.tags() == null ? List.of() : service.tags();
    return tags.stream().allMatch(tag -> its.stream().anyMatch(tag::equalsIgnoreCase));
  }
}
