package org.consulkv.server.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.catalog.CatalogCommand.Register;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;

/// What a registration must have, and what it is given where it leaves something out.
final class RegistrationRules {
  private static final String PROXY = "connect-proxy";

  private RegistrationRules() {}

  /// The registration as it is to be applied.
  ///
  /// @throws ApiException if it is refused
  static Register checked(Register asked) {
    requireNode(asked.node(), asked.skipNodeUpdate());
    Optional<Service> service = asked.service().flatMap(RegistrationRules::service);
    List<Check> checks = asked.checks().stream().map(RegistrationRules::typed).toList();
    return new Register(asked.node(), asked.skipNodeUpdate(), service, checks);
  }

  private static void requireNode(Node node, boolean skipNodeUpdate) {
    if (node.name().isEmpty()) {
      throw refused("Must provide node");
    }
    if (node.address().isEmpty() && !skipNodeUpdate) {
      throw refused("Must provide address if SkipNodeUpdate is not set");
    }
    if (!node.id().isEmpty()) {
      requireUuid(node.id());
    }
  }

  private static void requireUuid(String id) {
    if (id.length() != 36) {
      throw refused("Bad node ID: uuid string is wrong length");
    }
    try {
      if (UUID.fromString(id).toString().equalsIgnoreCase(id)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw refused("Bad node ID: uuid is improperly formatted");
  }

  /// A service without id and name counts for nothing.
  private static Optional<Service> service(Service service) {
    if (service.name().isEmpty()) {
      if (!service.id().isEmpty()) {
        throw refused("Must provide service name with ID");
      }
      return Optional.empty();
    }
    if (service.kind().equals(PROXY)) {
      requireProxy(service);
    }
    requireMeta(service);
    return Optional.of(
        service.weights().passing() < 1 ? service.weighing(Service.Weights.EQUAL) : service);
  }

  /// Proxies belong to the service mesh, which is not there; they are refused in Consul's words.
  private static void requireProxy(Service service) {
    List<String> errors = new ArrayList<>();
    errors.add("Proxy.DestinationServiceName must be non-empty for Connect proxy services");
    if (service.port() == 0 && service.socketPath().isEmpty()) {
      errors.add("Port or SocketPath must be set for a Connect proxy");
    }
    String count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
    throw refused(count + " occurred:\n\t* " + String.join("\n\t* ", errors) + "\n\n");
  }

  private static void requireMeta(Service service) {
    Map<String, String> meta = service.meta() == null ? Map.of() : service.meta();
    MetaRules.problem(meta)
        .ifPresent(problem -> {
          throw refused(
              "failed inserting service: Invalid Service Meta for node "
                  + service.node()
                  + " and serviceID "
                  + service.id()
                  + ": "
                  + problem);
        });
  }

  /// The kind of a check that does not say it is told by its definition.
  private static Check typed(Check check) {
    if (!check.type().isEmpty()) {
      return check;
    }
    if (!check.definition().http().isEmpty()) {
      return check.ofType("http");
    }
    return check.definition().tcp().isEmpty() ? check : check.ofType("tcp");
  }

  private static ApiException refused(String message) {
    return new ApiException(ErrorKind.REFUSED, message);
  }
}
