package org.consulkv.server.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.server.membership.ClusterMember.ServerPart;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.CatalogTables.OnNode;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// What the catalog must say of one member: its node, the check `serfHealth`, and for a server the
/// service `consul`. The node's own services and checks are its own to write.
///
/// Threading: no state.
final class CatalogEntry {
  private static final String SERVICE = "consul";
  private static final String ALIVE = "Agent alive and reachable";
  private static final String GONE = "Agent not live or unreachable";

  private CatalogEntry() {}

  /// The commands that make the catalog say what the pool knows; none if it says so already.
  static List<CatalogCommand> changes(View view, ClusterMember member, String datacenter) {
    Node known = view.first(CatalogTables.NODE_NAME, member.name(), WatchSet.NONE).orElse(null);
    return switch (member.status()) {
      case ALIVE -> alive(view, member, known, datacenter);
      case LEAVING -> List.of();
      case FAILED -> failed(view, member, known, datacenter);
      case LEFT, REAPED -> known == null || another(known, member) ? List.of() : gone(known);
    };
  }

  /// The node's health is critical from now on; nothing if it is already, or if the node's health
  /// is not followed.
  static List<CatalogCommand> unreachable(View view, Node node) {
    Optional<Check> health = health(view, node.name());
    return health.isEmpty() || health.get().status().equals(Check.CRITICAL)
        ? List.of()
        : List.of(register(node, true, null, critical(node.name())));
  }

  /// The node with everything on it is taken out.
  static List<CatalogCommand> gone(Node node) {
    return List.of(new CatalogCommand.Deregister(node.name(), "", ""));
  }

  /// The check that follows the node's liveness.
  static Optional<Check> health(View view, String node) {
    return view.first(CatalogTables.CHECK_ID, new OnNode(node, Check.SERF_HEALTH), WatchSet.NONE);
  }

  private static List<CatalogCommand> alive(
      View view, ClusterMember member, @Nullable Node known, String datacenter) {
    List<CatalogCommand> changes = new ArrayList<>();
    if (known != null && another(known, member)) {
      // Names are unique in the pool, so the machine that had this one is gone.
      changes.addAll(unreachable(view, known));
    }
    Node node = node(member, known, datacenter);
    // A node that was not there is not overwritten if it has written itself meanwhile: it knows
    // more.
    boolean leaveNode = known == null || node.equals(known);
    Service service = member.server().map(part -> service(member.name(), part)).orElse(null);
    Service registered =
        view.first(CatalogTables.SERVICE_ID, new OnNode(member.name(), SERVICE), WatchSet.NONE)
            .orElse(null);
    boolean passing =
        health(view, member.name())
            .filter(check -> check.status().equals(Check.PASSING))
            .isPresent();
    boolean sameService = service == null || (registered != null && same(service, registered));
    if (known == null || !leaveNode || !passing || !sameService) {
      changes.add(register(node, leaveNode, service, passing(member.name())));
    }
    if (service == null && registered != null && registered.name().equals(SERVICE)) {
      changes.add(new CatalogCommand.Deregister(member.name(), SERVICE, ""));
    }
    return changes;
  }

  private static List<CatalogCommand> failed(
      View view, ClusterMember member, @Nullable Node known, String datacenter) {
    if (known != null) {
      return another(known, member) ? List.of() : unreachableOrFollowed(view, known);
    }
    Node node = node(member, null, datacenter);
    return List.of(register(node, true, null, critical(member.name())));
  }

  private static List<CatalogCommand> unreachableOrFollowed(View view, Node known) {
    return health(view, known.name()).isPresent()
        ? unreachable(view, known)
        : List.of(register(known, true, null, critical(known.name())));
  }

  /// What the pool does not know of a node stays as the node itself wrote it.
  private static Node node(ClusterMember member, @Nullable Node known, String datacenter) {
    Node old = known == null || another(known, member) ? null : known;
    return new Node(
        member.id(),
        member.name(),
        member.address(),
        datacenter,
        member.taggedAddresses() == null && old != null
            ? old.taggedAddresses()
            : member.taggedAddresses(),
        member.meta() == null && old != null ? old.meta() : member.meta(),
        known == null ? 0 : known.createIndex(),
        known == null ? 0 : known.modifyIndex());
  }

  private static boolean another(Node known, ClusterMember member) {
    return !known.id().isEmpty() && !member.id().isEmpty() && !known.id().equals(member.id());
  }

  private static boolean same(Service wanted, Service registered) {
    return wanted.port() == registered.port()
        && wanted.name().equals(registered.name())
        && wanted.address().equals(registered.address())
        && java.util.Objects.equals(wanted.meta(), registered.meta());
  }

  private static CatalogCommand register(
      Node node, boolean skipNode, @Nullable Service service, Check health) {
    return new CatalogCommand.Register(
        node, skipNode, Optional.ofNullable(service), List.of(health));
  }

  private static Service service(String node, ServerPart part) {
    return new Service(
        node,
        SERVICE,
        SERVICE,
        "",
        null,
        "",
        null,
        part.serviceMeta(),
        part.port(),
        "",
        Service.Weights.EQUAL,
        false,
        0,
        0);
  }

  private static Check passing(String node) {
    return check(node, Check.PASSING, ALIVE);
  }

  private static Check critical(String node) {
    return check(node, Check.CRITICAL, GONE);
  }

  private static Check check(String node, String status, String output) {
    return new Check(
        node,
        Check.SERF_HEALTH,
        "Serf Health Status",
        status,
        "",
        output,
        "",
        "",
        null,
        "",
        "",
        "",
        0,
        Check.Definition.NONE,
        0,
        0);
  }
}
