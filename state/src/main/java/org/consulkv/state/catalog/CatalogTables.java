package org.consulkv.state.catalog;

import java.util.Optional;
import org.consulkv.state.Index;
import org.consulkv.state.Table;

/// Nodes, services and checks. Names are compared without case.
public final class CatalogTables {
  private CatalogTables() {}

  /// A service on a node, or a check on one.
  ///
  /// @param id unique on the node
  public record OnNode(String node, String id) {}

  /// When a service, its nodes or its checks last changed. A row exists while the service has an
  /// instance; the row of the empty name says when a service last lost its last instance.
  record ServiceChange(String service, long index) {}

  public static final Index<Node, String> NODE_NAME = Index.unique("name", Node::name, Index::name);

  /// Nodes that have one, by their UUID.
  public static final Index<Node, String> NODE_ID =
      Index.sparse("id", node -> Optional.of(node.id()).filter(id -> !id.isEmpty()), Index::name);

  public static final Table<Node> NODES =
      Table.of(5, "nodes", NodeCodec.NODE, Node::modifyIndex, NODE_NAME, NODE_ID);

  public static final Index<Service, OnNode> SERVICE_ID =
      Index.unique(
          "id",
          service -> new OnNode(service.node(), service.id()),
          at -> Index.name(at.node(), at.id()));

  /// The instances of a service, in the order of their nodes.
  public static final Index<Service, String> SERVICE_NAME =
      Index.shared("name", Service::name, Index::name);

  public static final Table<Service> SERVICES =
      Table.of(6, "services", ServiceCodec.SERVICE, Service::modifyIndex, SERVICE_ID, SERVICE_NAME);

  public static final Index<Check, OnNode> CHECK_ID =
      Index.unique(
          "id",
          check -> new OnNode(check.node(), check.id()),
          at -> Index.name(at.node(), at.id()));

  /// The checks of all instances of a service.
  public static final Index<Check, String> CHECK_SERVICE =
      Index.sparse(
          "service",
          check -> Optional.of(check.serviceName()).filter(name -> !name.isEmpty()),
          Index::name);

  /// The checks of a service on a node; those of the node itself have the empty id.
  public static final Index<Check, OnNode> CHECK_NODE_SERVICE =
      Index.shared(
          "node-service",
          check -> new OnNode(check.node(), check.serviceId()),
          at -> Index.name(at.node(), at.id()));

  public static final Index<Check, String> CHECK_STATUS =
      Index.shared("status", Check::status, Index::name);

  public static final Table<Check> CHECKS =
      Table.of(
          7,
          "checks",
          CheckCodec.CHECK,
          Check::modifyIndex,
          CHECK_ID,
          CHECK_SERVICE,
          CHECK_NODE_SERVICE,
          CHECK_STATUS);

  static final Index<ServiceChange, String> CHANGE_SERVICE =
      Index.unique("service", ServiceChange::service, Index::name);

  public static final Table<ServiceChange> SERVICE_CHANGES =
      Table.of(8, "service-changes", ServiceCodec.CHANGE, ServiceChange::index, CHANGE_SERVICE);
}
