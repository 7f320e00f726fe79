package org.consulkv.agent.local;

import java.time.Duration;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckSettings.Origin;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.runtime.GoDuration;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// A check of this agent, with its present status and output.
///
/// @param check as the catalog is to have it
/// @param definition how it is run; null for maintenance, which is not
public record LocalCheck(
    Check check, @Nullable CheckDefinition definition, String token, Origin origin) {

  /// The check of the node while it is out of use.
  public static final String NODE_MAINTENANCE = "_node_maintenance";

  /// Before the id of a service that is out of use.
  public static final String SERVICE_MAINTENANCE = "_service_maintenance:";

  /// A check that has not run yet.
  ///
  /// @param service whose health it is; null for the node's
  /// @param ofItsService whether it came with its service; such a check does not show its times
  static LocalCheck of(
      String node,
      CheckDefinition definition,
      @Nullable Service service,
      boolean ofItsService,
      Origin origin) {
    Check check =
        new Check(
            node,
            definition.id(),
            definition.name(),
            definition.initialStatus().text(),
            definition.notes(),
            "",
            definition.serviceId(),
            service == null ? "" : service.name(),
            service == null ? null : service.tags(),
            definition.type(),
            ofItsService ? "" : GoDuration.format(definition.interval()),
            ofItsService ? "" : GoDuration.format(definition.timeout()),
            0,
            Check.Definition.NONE,
            0,
            0);
    return new LocalCheck(check, definition, definition.token(), origin);
  }

  /// A node or a service that is out of use.
  ///
  /// @param service null for the node
  static LocalCheck maintenance(
      String node, @Nullable Service service, String reason, String token) {
    String why =
        !reason.isEmpty()
            ? reason
            : "Maintenance mode is enabled for this "
                + (service == null ? "node" : "service")
                + ", but no reason was provided. This is a default message.";
    Check check =
        new Check(
            node,
            service == null ? NODE_MAINTENANCE : SERVICE_MAINTENANCE + service.id(),
            service == null ? "Node Maintenance Mode" : "Service Maintenance Mode",
            CheckStatus.CRITICAL.text(),
            why,
            "",
            service == null ? "" : service.id(),
            service == null ? "" : service.name(),
            service == null ? null : service.tags(),
            "maintenance",
            "",
            "",
            0,
            Check.Definition.NONE,
            0,
            0);
    return new LocalCheck(check, null, token, Origin.REMOTE);
  }

  public String id() {
    return check.id();
  }

  public String serviceId() {
    return check.serviceId();
  }

  /// How long it may be critical before its service is deregistered; zero for ever.
  Duration deregisterAfter() {
    return definition == null ? Duration.ZERO : definition.deregisterAfter();
  }

  LocalCheck with(String status, String output) {
    return with(status, output, check.serviceName());
  }

  /// The same check of a service that has a new name.
  LocalCheck named(String serviceName) {
    return with(check.status(), check.output(), serviceName);
  }

  private LocalCheck with(String status, String output, String serviceName) {
    Check it = check;
    return new LocalCheck(
        new Check(
            it.node(),
            it.id(),
            it.name(),
            status,
            it.notes(),
            output,
            it.serviceId(),
            serviceName,
            it.serviceTags(),
            it.type(),
            it.interval(),
            it.timeout(),
            it.exposedPort(),
            it.definition(),
            0,
            0),
        definition,
        token,
        origin);
  }
}
