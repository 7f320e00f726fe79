package org.consulkv.agent.definition;

import java.util.List;
import org.consulkv.agent.check.CheckDefinition;

/// The services and checks that the configuration defines.
///
/// @param checks those that no service came with
public record Definitions(List<ServiceDefinition> services, List<CheckDefinition> checks) {
  public static final Definitions NONE = new Definitions(List.of(), List.of());

  public Definitions {
    services = List.copyOf(services);
    checks = List.copyOf(checks);
  }
}
