package org.consulkv.http.agent;

import org.consulkv.http.filter.Selectors;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Service;

/// What filters can select in services and checks of this agent.
final class LocalSelectors {
  private static final Selectors<Service.Address> ADDRESS =
      Selectors.<Service.Address>builder()
          .text("Address", Service.Address::address)
          .number("Port", Service.Address::port)
          .build();

  private static final Selectors<Service.Weights> WEIGHTS =
      Selectors.<Service.Weights>builder()
          .number("Passing", Service.Weights::passing)
          .number("Warning", Service.Weights::warning)
          .build();

  static final Selectors<Service> SERVICE =
      Selectors.<Service>builder()
          .text("Kind", Service::kind)
          .text("ID", Service::id)
          .text("Service", Service::name)
          .texts("Tags", Service::tags)
          .text("Address", Service::address)
          .map("TaggedAddresses", Service::taggedAddresses, ADDRESS)
          .textMap("Meta", Service::meta)
          .number("Port", Service::port)
          .text("SocketPath", Service::socketPath)
          .object("Weights", Service::weights, WEIGHTS)
          .flag("EnableTagOverride", Service::enableTagOverride)
          .build();

  static final Selectors<Check> CHECK =
      Selectors.<Check>builder()
          .text("Node", Check::node)
          .text("CheckID", Check::id)
          .text("Name", Check::name)
          .text("Status", Check::status)
          .text("Notes", Check::notes)
          .text("Output", Check::output)
          .text("ServiceID", Check::serviceId)
          .text("ServiceName", Check::serviceName)
          .texts("ServiceTags", Check::serviceTags)
          .text("Type", Check::type)
          .text("Interval", Check::interval)
          .text("Timeout", Check::timeout)
          .number("ExposedPort", Check::exposedPort)
          .build();

  private LocalSelectors() {}
}
