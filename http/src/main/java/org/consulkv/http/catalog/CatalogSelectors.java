package org.consulkv.http.catalog;

import java.util.List;
import org.consulkv.http.filter.Selectors;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.CatalogQueries.Instance;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;

/// What `?filter=` can select in nodes, services and checks.
public final class CatalogSelectors {
  public static final Selectors<Node> NODE =
      Selectors.<Node>builder()
          .text("ID", Node::id)
          .text("Node", Node::name)
          .text("Address", Node::address)
          .text("Datacenter", Node::datacenter)
          .textMap("TaggedAddresses", Node::taggedAddresses)
          .textMap("Meta", Node::meta)
          .build();

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

  /// Of the service mesh, which no service here is part of.
  private static final Selectors<Service> CONNECT =
      Selectors.<Service>builder().flag("Native", service -> false).build();

  private static final Selectors<Service> MODE =
      Selectors.<Service>builder().text("Mode", service -> "").build();

  private static final Selectors<Service> OUTBOUND =
      Selectors.<Service>builder()
          .number("OutboundListenerPort", service -> 0)
          .flag("DialedDirectly", service -> false)
          .build();

  private static final Selectors<Service> UPSTREAM =
      Selectors.<Service>builder()
          .text("Datacenter", service -> "")
          .text("DestinationName", service -> "")
          .text("DestinationNamespace", service -> "")
          .text("DestinationType", service -> "")
          .text("LocalBindAddress", service -> "")
          .number("LocalBindPort", service -> 0)
          .object("MeshGateway", service -> service, MODE)
          .build();

  private static final Selectors<Service> PROXY =
      Selectors.<Service>builder()
          .text("DestinationServiceID", service -> "")
          .text("DestinationServiceName", service -> "")
          .text("LocalServiceAddress", service -> "")
          .number("LocalServicePort", service -> 0)
          .text("LocalServiceSocketPath", service -> "")
          .text("Mode", service -> "")
          .object("MeshGateway", service -> service, MODE)
          .object("TransparentProxy", service -> service, OUTBOUND)
          .list("Upstreams", service -> List.of(), UPSTREAM)
          .build();

  /// A service as a node's own list shows it.
  public static final Selectors<Service> SERVICE =
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
          .object("Proxy", service -> service, PROXY)
          .object("Connect", service -> service, CONNECT)
          .build();

  /// A service with its node, in one flat object.
  public static final Selectors<Instance> INSTANCE =
      Selectors.<Instance>builder()
          .text("ID", instance -> instance.node().id())
          .text("Node", instance -> instance.node().name())
          .text("Address", instance -> instance.node().address())
          .text("Datacenter", instance -> instance.node().datacenter())
          .textMap("TaggedAddresses", instance -> instance.node().taggedAddresses())
          .textMap("NodeMeta", instance -> instance.node().meta())
          .text("ServiceKind", instance -> instance.service().kind())
          .text("ServiceID", instance -> instance.service().id())
          .text("ServiceName", instance -> instance.service().name())
          .texts("ServiceTags", instance -> instance.service().tags())
          .text("ServiceAddress", instance -> instance.service().address())
          .map("ServiceTaggedAddresses", instance -> instance.service().taggedAddresses(), ADDRESS)
          .object("ServiceWeights", instance -> instance.service().weights(), WEIGHTS)
          .textMap("ServiceMeta", instance -> instance.service().meta())
          .number("ServicePort", instance -> instance.service().port())
          .text("ServiceSocketPath", instance -> instance.service().socketPath())
          .flag("ServiceEnableTagOverride", instance -> instance.service().enableTagOverride())
          .object("ServiceProxy", Instance::service, PROXY)
          .object("ServiceConnect", Instance::service, CONNECT)
          .build();

  public static final Selectors<Check> CHECK =
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

  public static final Selectors<Health> HEALTH =
      Selectors.<Health>builder()
          .object("Node", Health::node, NODE)
          .object("Service", Health::service, SERVICE)
          .list("Checks", Health::checks, CHECK)
          .build();

  private CatalogSelectors() {}
}
