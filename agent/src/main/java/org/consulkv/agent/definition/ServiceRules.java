package org.consulkv.agent.definition;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.state.catalog.Service;

/// What makes the definition of a service unusable.
final class ServiceRules {
  private static final int META_PAIRS = 64;
  private static final int META_KEY_LENGTH = 128;
  private static final int META_VALUE_LENGTH = 512;
  private static final int WEIGHT = 65_535;
  private static final Pattern META_KEY = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  private ServiceRules() {}

  static Optional<String> fault(ServiceDefinition definition) {
    Service service = definition.service();
    if (service.name().isEmpty()) {
      return Optional.of("Missing service name");
    }
    if (ANY_ADDRESS.contains(service.address())) {
      return Optional.of("Invalid service address");
    }
    return first(
        () -> weights(service.weights()),
        () -> meta(service.meta() == null ? Map.of() : service.meta()),
        () -> checks(definition));
  }

  private interface Rule {
    Optional<String> fault();
  }

  private static Optional<String> first(Rule... rules) {
    for (Rule rule : rules) {
      Optional<String> fault = rule.fault();
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> weights(Service.Weights weights) {
    if (weights.passing() < 1) {
      return Optional.of("Invalid Weights: Passing must be greater than 0");
    } else if (weights.warning() < 0) {
      return Optional.of("Invalid Weights: Warning must be greater or equal than 0");
    } else if (weights.passing() > WEIGHT || weights.warning() > WEIGHT) {
      return Optional.of("Invalid Weights: DNS Weight must be between 0 and 65535");
    }
    return Optional.empty();
  }

  private static Optional<String> meta(Map<String, String> meta) {
    if (meta.size() > META_PAIRS) {
      return Optional.of(
          "Invalid Service Meta: Node metadata cannot contain more than 64 key/value pairs");
    }
    for (Map.Entry<String, String> pair : meta.entrySet()) {
      String fault = pairFault(pair.getKey(), pair.getValue());
      if (!fault.isEmpty()) {
        return Optional.of(
            "Invalid Service Meta: Couldn't load metadata pair ('"
                + pair.getKey()
                + "', '"
                + pair.getValue()
                + "'): "
                + fault);
      }
    }
    return Optional.empty();
  }

  private static String pairFault(String key, String value) {
    if (key.isEmpty()) {
      return "Key cannot be blank";
    } else if (!META_KEY.matcher(key).matches()) {
      return "Key contains invalid characters";
    } else if (key.length() > META_KEY_LENGTH) {
      return "Key is too long (limit: 128 characters)";
    } else if (key.startsWith("consul-")) {
      return "Key prefix 'consul-' is reserved for internal use";
    }
    return value.length() > META_VALUE_LENGTH ? "Value is too long (limit: 512 characters)" : "";
  }

  private static Optional<String> checks(ServiceDefinition definition) {
    for (CheckDefinition check : definition.checks()) {
      Optional<String> fault = check.fault();
      if (fault.isPresent()) {
        return Optional.of("Invalid check: " + fault.get());
      }
    }
    return definition.misread();
  }
}
