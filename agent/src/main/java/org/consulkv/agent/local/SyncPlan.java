package org.consulkv.agent.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.consulkv.agent.local.Item.OfCheck;
import org.consulkv.agent.local.Item.OfNode;
import org.consulkv.agent.local.Item.OfService;
import org.consulkv.state.catalog.CatalogCommand.Deregister;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;

/// Makes steps of what is outstanding: a service goes with its checks, checks of the node go
/// together, any other check by itself. The node goes with each of them, as any may be the first.
///
/// Threading: confined to one call under the lock of the local state.
final class SyncPlan {
  private final Node node;
  private final Map<String, LocalService> services;
  private final Map<String, LocalCheck> checks;
  private final Outstanding outstanding;
  private final OfNode self;
  private final boolean withNode;
  private final Set<Item> planned = new HashSet<>();
  private final List<SyncStep> steps = new ArrayList<>();

  SyncPlan(
      Node node,
      Map<String, LocalService> services,
      Map<String, LocalCheck> checks,
      Outstanding outstanding) {
    this.node = node;
    this.services = services;
    this.checks = checks;
    this.outstanding = outstanding;
    self = new OfNode(node.name());
    withNode = outstanding.version(self) != null;
  }

  /// @param checksOf the ids of a service's checks; those of the node have the empty id
  List<SyncStep> steps(java.util.function.Function<String, Set<String>> checksOf) {
    List<Item> items = outstanding.items();
    for (Item item : items) {
      if (item instanceof OfService(String id)) {
        service(id, checksOf.apply(id));
      }
    }
    for (Item item : items) {
      if (item instanceof OfCheck(String id) && !planned.contains(item)) {
        LocalCheck check = checks.get(id);
        if (check == null) {
          step(new Deregister(node.name(), "", id), List.of(item));
        } else {
          register(Optional.empty(), check.serviceId().isEmpty() ? checksOf.apply("") : Set.of(id));
        }
      }
    }
    if (withNode && !planned.contains(self)) {
      register(Optional.empty(), Set.of());
    }
    return steps;
  }

  private void service(String id, Set<String> itsChecks) {
    LocalService service = services.get(id);
    if (service == null) {
      step(new Deregister(node.name(), id, ""), List.of(new OfService(id)));
    } else {
      register(Optional.of(service), itsChecks);
    }
  }

  /// Registers those of the checks that are outstanding, with their service if it is.
  private void register(Optional<LocalService> service, Set<String> ids) {
    List<Item> items = new ArrayList<>();
    List<Check> changed = new ArrayList<>();
    if (withNode) {
      items.add(self);
    }
    service.ifPresent(it -> items.add(new OfService(it.id())));
    for (String id : ids) {
      Item item = new OfCheck(id);
      LocalCheck check = checks.get(id);
      if (check != null && outstanding.version(item) != null) {
        items.add(item);
        changed.add(check.check());
      }
    }
    step(new Register(node, !withNode, service.map(LocalService::service), changed), items);
  }

  private void step(org.consulkv.state.catalog.CatalogCommand command, List<Item> items) {
    Map<Item, Long> covers = new HashMap<>();
    for (Item item : items) {
      planned.add(item);
      covers.put(item, outstanding.required(item));
    }
    steps.add(new SyncStep(command, covers));
  }
}
