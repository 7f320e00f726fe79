package org.consulkv.agent.local;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.consulkv.agent.local.Item.OfCheck;
import org.consulkv.agent.local.Item.OfNode;
import org.consulkv.agent.local.Item.OfService;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;

/// Compares this agent's node, services and checks with the catalog's.
///
/// Threading: confined to one call under the lock of the local state.
final class Comparison {
  /// The service that a server is; its leader writes it to the catalog.
  private static final String SERVER = "consul";

  private final Node node;
  private final Map<String, LocalService> services;
  private final Map<String, LocalCheck> checks;
  private final Outstanding outstanding;
  private final Deferrals deferrals;

  Comparison(
      Node node,
      Map<String, LocalService> services,
      Map<String, LocalCheck> checks,
      Outstanding outstanding,
      Deferrals deferrals) {
    this.node = node;
    this.services = services;
    this.checks = checks;
    this.outstanding = outstanding;
    this.deferrals = deferrals;
  }

  /// @return the services whose tags were taken over
  Set<String> with(CatalogView catalog) {
    note(new OfNode(node.name()), catalog.node().filter(this::isSame).isPresent());
    Set<String> retagged = services(catalog.services());
    checks(catalog.checks(), catalog.services());
    return retagged;
  }

  private boolean isSame(Node theirs) {
    return node.equals(
        new Node(
            theirs.id(),
            theirs.name(),
            theirs.address(),
            theirs.datacenter(),
            theirs.taggedAddresses(),
            theirs.meta(),
            node.createIndex(),
            node.modifyIndex()));
  }

  private Set<String> services(List<Service> theirs) {
    Set<String> retagged = new TreeSet<>();
    Map<String, Service> byId = new HashMap<>();
    for (Service service : theirs) {
      byId.put(service.id(), service);
      if (!services.containsKey(service.id()) && !service.id().equals(SERVER)) {
        outstanding.add(new OfService(service.id()));
      }
    }
    for (LocalService ours : List.copyOf(services.values())) {
      Service their = byId.get(ours.id());
      LocalService wanted = ours;
      if (their != null
          && ours.service().enableTagOverride()
          && !Objects.equals(ours.service().tags(), their.tags())) {
        wanted = ours.withTags(their.tags());
        services.put(ours.id(), wanted);
        retagged.add(ours.id());
      }
      note(new OfService(ours.id()), their != null && same(wanted.service(), their));
    }
    return retagged;
  }

  private static boolean same(Service ours, Service theirs) {
    return ours.name().equals(theirs.name())
        && ours.kind().equals(theirs.kind())
        && Objects.equals(ours.tags(), theirs.tags())
        && ours.address().equals(theirs.address())
        && Objects.equals(ours.taggedAddresses(), theirs.taggedAddresses())
        && Objects.equals(ours.meta(), theirs.meta())
        && ours.port() == theirs.port()
        && ours.socketPath().equals(theirs.socketPath())
        && ours.weights().equals(theirs.weights())
        && ours.enableTagOverride() == theirs.enableTagOverride();
  }

  private void checks(List<Check> theirs, List<Service> theirServices) {
    Map<String, Check> byId = new HashMap<>();
    Set<String> going = new HashSet<>();
    for (Service service : theirServices) {
      if (!services.containsKey(service.id())) {
        going.add(service.id());
      }
    }
    for (Check check : theirs) {
      byId.put(check.id(), check);
      if (!checks.containsKey(check.id())
          && !check.id().equals(Check.SERF_HEALTH)
          && !going.contains(check.serviceId())) {
        outstanding.add(new OfCheck(check.id()));
      }
    }
    for (LocalCheck ours : checks.values()) {
      Check their = byId.get(ours.id());
      note(
          new OfCheck(ours.id()),
          their != null && same(ours.check(), their, deferrals.isPending(ours.id())));
    }
  }

  /// The tags of its service are not compared: the catalog gives a check those that the service had
  /// when the check was last written.
  private static boolean same(Check ours, Check theirs, boolean outputWaits) {
    return ours.name().equals(theirs.name())
        && ours.status().equals(theirs.status())
        && ours.notes().equals(theirs.notes())
        && (outputWaits || ours.output().equals(theirs.output()))
        && ours.serviceId().equals(theirs.serviceId())
        && ours.serviceName().equals(theirs.serviceName())
        && ours.type().equals(theirs.type())
        && ours.interval().equals(theirs.interval())
        && ours.timeout().equals(theirs.timeout())
        && ours.exposedPort() == theirs.exposedPort()
        && ours.definition().equals(theirs.definition());
  }

  private void note(Item item, boolean same) {
    if (same) {
      outstanding.remove(item);
    } else {
      outstanding.add(item);
    }
  }
}
