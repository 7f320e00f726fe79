package org.consulkv.agent.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.local.Item.OfCheck;
import org.consulkv.agent.local.Item.OfNode;
import org.consulkv.agent.local.Item.OfService;
import org.consulkv.runtime.Clock;
import org.consulkv.state.catalog.Node;

/// The services and checks of this agent in memory, and what of them the catalog lacks.
///
/// Threading: guarded by its own lock; listeners are told without it.
public final class LocalState {
  private volatile Node node;
  private final Clock clock;
  private final Deferrals deferrals;
  private final Changes changes = new Changes();
  private final NavigableMap<String, LocalService> services = new TreeMap<>();
  private final NavigableMap<String, LocalCheck> checks = new TreeMap<>();
  private final Map<String, Set<String>> checksOf = new HashMap<>();
  private final Map<String, Long> criticalSinceNanos = new HashMap<>();
  private final Outstanding outstanding = new Outstanding();

  /// @param node this agent's, as the catalog is to have it
  public LocalState(Node node, Clock clock, Deferrals deferrals) {
    this.node = node;
    outstanding.add(new OfNode(node.name()));
    this.clock = clock;
    this.deferrals = deferrals;
  }

  public Node node() {
    return node;
  }

  /// Says anew what the catalog is to have of this node, whose name stays the same.
  public void node(Node newer) {
    synchronized (this) {
      if (!node.equals(newer)) {
        node = newer;
        outstanding.add(new OfNode(newer.name()));
      }
    }
    changes.outstanding();
  }

  /// Who is told of changes.
  public Changes changes() {
    return changes;
  }

  public synchronized List<LocalService> services() {
    return List.copyOf(services.values());
  }

  public synchronized Optional<LocalService> service(String id) {
    return Optional.ofNullable(services.get(id));
  }

  public synchronized List<LocalCheck> checks() {
    return List.copyOf(checks.values());
  }

  public synchronized Optional<LocalCheck> check(String id) {
    return Optional.ofNullable(checks.get(id));
  }

  /// The checks of a service, or of the node for the empty id, in the order of their ids.
  public synchronized List<LocalCheck> checksOf(String serviceId) {
    List<LocalCheck> found = new ArrayList<>();
    for (String id : idsOf(serviceId)) {
      Optional.ofNullable(checks.get(id)).ifPresent(found::add);
    }
    return found;
  }

  private Set<String> idsOf(String serviceId) {
    return checksOf.getOrDefault(serviceId, Set.of());
  }

  /// Adds a service or takes a new definition of it, and adds these checks. Checks that are there
  /// keep their status.
  ///
  /// @param replacesChecks whether its other checks go
  /// @return the ids of the checks that went
  Set<String> put(LocalService service, List<LocalCheck> itsChecks, boolean replacesChecks) {
    Set<String> gone = new TreeSet<>();
    synchronized (this) {
      LocalService old = services.put(service.id(), service);
      if (old == null || !old.service().equals(service.service())) {
        outstanding.add(new OfService(service.id()));
      }
      if (replacesChecks) {
        gone.addAll(idsOf(service.id()));
        itsChecks.forEach(check -> gone.remove(check.id()));
        gone.forEach(this::remove);
      }
      if (old != null && !old.service().name().equals(service.service().name())) {
        rename(service);
      }
      itsChecks.forEach(this::add);
    }
    changes.services(Set.of(service.id()));
    changes.checksOf(service.id());
    changes.outstanding();
    return gone;
  }

  private void rename(LocalService service) {
    for (String id : idsOf(service.id())) {
      checks.computeIfPresent(id, (_, check) -> check.named(service.service().name()));
      outstanding.add(new OfCheck(id));
    }
  }

  /// Adds a check or takes a new definition of it; one that is there keeps its status.
  ///
  /// @return false if its service is not there
  boolean put(LocalCheck check) {
    synchronized (this) {
      if (!check.serviceId().isEmpty() && !services.containsKey(check.serviceId())) {
        return false;
      }
      add(check);
    }
    changes.checksOf(check.serviceId());
    changes.outstanding();
    return true;
  }

  private void add(LocalCheck given) {
    LocalCheck old = checks.get(given.id());
    LocalCheck check = old == null ? given : given.with(old.check().status(), old.check().output());
    checks.put(check.id(), check);
    if (old != null && !old.serviceId().equals(check.serviceId())) {
      forgetPlace(old);
    }
    checksOf.computeIfAbsent(check.serviceId(), _ -> new TreeSet<>()).add(check.id());
    rememberCritical(check);
    if (old == null || !old.check().equals(check.check())) {
      outstanding.add(new OfCheck(check.id()));
    }
  }

  /// Removes a service with its checks.
  ///
  /// @return the ids of these checks; empty if there is no such service
  Optional<Set<String>> removeService(String id) {
    Set<String> gone;
    synchronized (this) {
      if (services.remove(id) == null) {
        return Optional.empty();
      }
      gone = new TreeSet<>(idsOf(id));
      for (String check : gone) {
        remove(check);
        outstanding.remove(new OfCheck(check)); // goes from the catalog with its service
      }
      outstanding.add(new OfService(id));
    }
    changes.services(Set.of(id));
    changes.checksOf(id);
    changes.outstanding();
    return Optional.of(gone);
  }

  /// @return whether it was there
  boolean removeCheck(String id) {
    LocalCheck check;
    synchronized (this) {
      check = checks.get(id);
      if (check == null) {
        return false;
      }
      remove(id);
    }
    changes.checksOf(check.serviceId());
    changes.outstanding();
    return true;
  }

  private void remove(String id) {
    LocalCheck check = checks.remove(id);
    if (check != null) {
      forgetPlace(check);
      criticalSinceNanos.remove(id);
      deferrals.cancel(id);
      outstanding.add(new OfCheck(id));
    }
  }

  private void forgetPlace(LocalCheck check) {
    Set<String> ids = idsOf(check.serviceId());
    if (ids.contains(check.id()) && ids.remove(check.id()) && ids.isEmpty()) {
      checksOf.remove(check.serviceId());
    }
  }

  /// Takes a check's result. A new status is outstanding at once, new output alone after a while. A
  /// result of a definition that was replaced is none.
  @SuppressWarnings("ReferenceEquality") // an equal definition registered anew is another one
  public void report(CheckDefinition definition, CheckStatus status, String output) {
    String id = definition.id();
    String serviceId;
    boolean waits;
    synchronized (this) {
      LocalCheck old = checks.get(id);
      if (old == null || old.definition() != definition) {
        return;
      }
      boolean sameStatus = old.check().status().equals(status.text());
      if (sameStatus && old.check().output().equals(output)) {
        return;
      }
      LocalCheck check = old.with(status.text(), output);
      checks.put(id, check);
      rememberCritical(check);
      serviceId = check.serviceId();
      waits = sameStatus && deferrals.defer(id, () -> due(id));
      if (!waits) {
        deferrals.cancel(id);
        outstanding.add(new OfCheck(id));
      }
    }
    changes.checksOf(serviceId);
    if (!waits) {
      changes.outstanding();
    }
  }

  private void due(String id) {
    synchronized (this) {
      if (!deferrals.isDue(id) || !checks.containsKey(id)) {
        return;
      }
      outstanding.add(new OfCheck(id));
    }
    changes.outstanding();
  }

  private void rememberCritical(LocalCheck check) {
    if (check.check().status().equals(CheckStatus.CRITICAL.text())) {
      criticalSinceNanos.putIfAbsent(check.id(), clock.nanos());
    } else {
      criticalSinceNanos.remove(check.id());
    }
  }

  /// Services with a check that has been critical for longer than it may be.
  public synchronized Set<String> servicesToGiveUp() {
    Set<String> ids = new TreeSet<>();
    long nowNanos = clock.nanos();
    criticalSinceNanos.forEach((id, sinceNanos) -> {
      LocalCheck check = checks.get(id);
      Duration limit = check == null ? Duration.ZERO : check.deregisterAfter();
      if (check != null
          && limit.isPositive()
          && !check.serviceId().isEmpty()
          && nowNanos - sinceNanos > limit.toNanos()) {
        ids.add(check.serviceId());
      }
    });
    return ids;
  }

  /// What would bring the catalog up to date, as far as is known here.
  public synchronized List<SyncStep> steps() {
    return outstanding.isEmpty()
        ? List.of()
        : new SyncPlan(node, services, checks, outstanding).steps(this::idsOf);
  }

  /// The step was carried out.
  public synchronized void settle(SyncStep step) {
    outstanding.settle(step);
  }

  /// Compares with what the catalog has on this node: what differs is outstanding, what does not is
  /// not. Tags that somebody gave in the catalog are taken over where the service allows it.
  public void compare(CatalogView catalog) {
    Set<String> retagged;
    synchronized (this) {
      retagged = new Comparison(node, services, checks, outstanding, deferrals).with(catalog);
    }
    changes.services(retagged);
  }
}
