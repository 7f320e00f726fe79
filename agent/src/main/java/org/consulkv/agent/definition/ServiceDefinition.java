package org.consulkv.agent.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckDefinitionBuilder;
import org.consulkv.state.catalog.Service;

/// A service with its checks, as its user defined it and completed by what follows from that.
///
/// @param service without a node; with an id, tags, and the addresses that follow from its own
/// @param token the ACL token that it is written to the catalog with
/// @param checks each with an id, a name and the service's id
/// @param misread what is wrong with fields that have no place here
public record ServiceDefinition(
    Service service, String token, List<CheckDefinition> checks, Optional<String> misread) {
  public ServiceDefinition {
    checks = List.copyOf(checks);
  }

  /// Fills in what the definition leaves out.
  static ServiceDefinition completed(
      Service given, String token, List<CheckDefinition> checks, Optional<String> misread) {
    Service service = complete(given);
    List<CheckDefinition> named = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      named.add(complete(checks.get(i), service, checks.size() > 1 ? ":" + (i + 1) : ""));
    }
    return new ServiceDefinition(service, token, named, misread);
  }

  private static Service complete(Service given) {
    return new Service(
        "",
        given.id().isEmpty() ? given.name() : given.id(),
        given.name(),
        given.kind(),
        given.tags() == null ? List.of() : given.tags(),
        given.address(),
        addresses(given),
        given.meta(),
        given.port(),
        given.socketPath(),
        given.weights(),
        given.enableTagOverride(),
        0,
        0);
  }

  /// Adds the addresses by IP version that follow from the service's own address.
  private static @org.jspecify.annotations.Nullable Map<String, Service.Address> addresses(
      Service given) {
    String version = IpVersion.of(given.address());
    if (version.isEmpty()) {
      return given.taggedAddresses();
    }
    Map<String, Service.Address> all =
        given.taggedAddresses() == null ? new TreeMap<>() : new TreeMap<>(given.taggedAddresses());
    Service.Address own = new Service.Address(given.address(), given.port());
    all.putIfAbsent("lan_" + version, own);
    all.putIfAbsent("wan_" + version, own);
    return all;
  }

  private static CheckDefinition complete(CheckDefinition check, Service service, String number) {
    CheckDefinitionBuilder builder = check.toBuilder().serviceId(service.id());
    if (check.id().isEmpty()) {
      builder.id("service:" + service.id() + number);
    }
    if (check.name().isEmpty()) {
      builder.name("Service '" + service.name() + "' check");
    }
    return builder.build();
  }

  /// Why it cannot be registered, in Consul's words; empty if it can.
  public Optional<String> fault() {
    return ServiceRules.fault(this);
  }
}
