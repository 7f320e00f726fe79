package org.consulkv.agent.local;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckSettings.Origin;
import org.consulkv.agent.definition.Definitions;
import org.consulkv.agent.definition.ServiceDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes up what a configuration defines, and what an earlier run saved.
///
/// Threading: confined to one call under the lock of the registrations.
final class Reconfiguration {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final LocalState state;
  private final Registrations registrations;

  Reconfiguration(LocalState state, Registrations registrations) {
    this.state = state;
    this.registrations = registrations;
  }

  /// @throws org.consulkv.server.ApiException if something that is defined cannot be taken up
  void requireAllowed(Definitions definitions) {
    Set<String> services = new HashSet<>();
    for (ServiceDefinition service : definitions.services()) {
      services.add(service.service().id());
      service.checks().forEach(check -> registrations.requireAllowed(check, Origin.LOCAL));
    }
    for (CheckDefinition check : definitions.checks()) {
      registrations.requireAllowed(check, Origin.LOCAL);
      String service = check.serviceId();
      if (!service.isEmpty() && !services.contains(service) && state.service(service).isEmpty()) {
        throw Registrations.refused("ServiceID \"" + service + "\" does not exist");
      }
    }
  }

  void define(Definitions definitions) {
    definitions.services().forEach(service -> registrations.register(service, Origin.LOCAL, false));
    definitions.checks().forEach(check -> registrations.register(check, Origin.LOCAL));
  }

  /// Removes what a configuration no longer defines.
  ///
  /// @param all whether what was registered over the API goes too
  void removeOthers(Definitions definitions, boolean all) {
    Set<String> services = new HashSet<>();
    Set<String> checks = new HashSet<>();
    for (ServiceDefinition service : definitions.services()) {
      services.add(service.service().id());
      service.checks().forEach(check -> checks.add(check.id()));
    }
    definitions.checks().forEach(check -> checks.add(check.id()));
    for (LocalService service : state.services()) {
      if (!services.contains(service.id()) && (all || service.origin() == Origin.LOCAL)) {
        registrations.deregisterService(service.id());
      }
    }
    for (LocalCheck check : state.checks()) {
      if (!checks.contains(check.id()) && (all || check.origin() == Origin.LOCAL)) {
        registrations.deregisterCheck(check.id());
      }
    }
  }

  /// What is defined in the configuration as well is not taken up, and no longer saved.
  void restore(SavedState saved, Definitions definitions, LocalFiles files) {
    Set<String> defined = new HashSet<>();
    definitions.services().forEach(service -> defined.add(service.service().id()));
    for (LocalService service : saved.services()) {
      if (defined.contains(service.id())) {
        files.removeService(service.id());
      } else {
        state.put(service, List.of(), false);
      }
    }
    for (LocalCheck check : saved.checks()) {
      if (!registrations.restore(check)) {
        LOG.atWarn().addKeyValue("check", check.id()).log("A saved check is not taken up");
        files.removeCheck(check.id());
      }
    }
  }
}
