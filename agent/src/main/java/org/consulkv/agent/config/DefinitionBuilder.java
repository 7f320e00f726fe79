package org.consulkv.agent.config;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.definition.CheckFields;
import org.consulkv.agent.definition.Definitions;
import org.consulkv.agent.definition.ServiceDefinition;
import org.consulkv.agent.definition.ServiceFields;

/// Builds the services and checks of a configuration.
final class DefinitionBuilder {
  private final Values values;

  DefinitionBuilder(Values values) {
    this.values = values;
  }

  Definitions build() {
    List<ServiceDefinition> services = new ArrayList<>();
    for (Settings block : all("service", "services")) {
      services.add(service(new SettingsFields(block)));
    }
    List<CheckDefinition> checks = new ArrayList<>();
    for (Settings block : all("check", "checks")) {
      checks.add(check(new SettingsFields(block)));
    }
    return new Definitions(services, checks);
  }

  private List<Settings> all(String one, String many) {
    List<Settings> all = new ArrayList<>(values.blocks(one));
    all.addAll(values.blocks(many));
    return all;
  }

  private static ServiceDefinition service(SettingsFields fields) {
    ServiceDefinition service = ServiceFields.read(fields);
    service
        .fault()
        .ifPresent(fault -> {
          throw new ConfigException("service \"" + service.service().id() + "\": " + fault);
        });
    return service;
  }

  private static CheckDefinition check(SettingsFields fields) {
    CheckDefinition read = CheckFields.read(fields);
    CheckDefinition check = read.id().isEmpty() ? read.toBuilder().id(read.name()).build() : read;
    String fault =
        check.name().isEmpty()
            ? "Missing check name"
            : CheckFields.hasBadStatus(fields) ? "Bad check status" : check.fault().orElse("");
    if (!fault.isEmpty()) {
      throw new ConfigException("check \"" + check.id() + "\": " + fault);
    }
    return check;
  }
}
