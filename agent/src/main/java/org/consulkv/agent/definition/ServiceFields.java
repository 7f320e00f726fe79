package org.consulkv.agent.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// Reads the definition of a service.
public final class ServiceFields {
  /// The names of all fields, as [Fields#normal] has them.
  public static final Set<String> NAMES =
      Stream.of(
              "id",
              "name",
              "kind",
              "tags",
              "address",
              "tagged_addresses",
              "meta",
              "port",
              "socket_path",
              "weights",
              "enable_tag_override",
              "token",
              "check",
              "checks",
              "proxy",
              "connect",
              "locality",
              "namespace",
              "partition")
          .map(Fields::normal)
          .collect(Collectors.toUnmodifiableSet());

  private static final CheckDefinition NOTHING =
      CheckDefinition.builder().h2pingUseTls(true).build();

  private ServiceFields() {}

  /// The service with what it leaves out, not judged yet. Checks without any field are left out.
  public static <E extends Exception> ServiceDefinition read(Fields<E> fields) throws E {
    Service service =
        new Service(
            "",
            fields.text("id"),
            fields.text("name"),
            fields.text("kind"),
            fields.texts("tags"),
            fields.text("address"),
            addresses(fields),
            fields.textMap("meta"),
            fields.integer("port"),
            fields.text("socket_path"),
            weights(fields.object("weights")),
            fields.flag("enable_tag_override"),
            0,
            0);
    List<CheckDefinition> checks = new ArrayList<>();
    String misread = MeshFields.fault(fields);
    for (Fields<E> check : checks(fields)) {
      if (CheckFields.hasBadStatus(check)) {
        misread = "Status for checks must 'passing', 'warning', 'critical'";
      }
      CheckDefinition read = CheckFields.read(check);
      if (!read.equals(NOTHING)) {
        checks.add(read);
      }
    }
    return ServiceDefinition.completed(
        service,
        fields.text("token"),
        checks,
        Optional.of(misread).filter(fault -> !fault.isEmpty()));
  }

  private static <E extends Exception> List<Fields<E>> checks(Fields<E> fields) throws E {
    List<Fields<E>> all = new ArrayList<>(fields.blocks("check"));
    all.addAll(fields.objects("checks"));
    return all;
  }

  private static <E extends Exception> @Nullable Map<String, Service.Address> addresses(
      Fields<E> fields) throws E {
    Map<String, Service.Address> addresses = new LinkedHashMap<>();
    for (Map.Entry<String, Fields<E>> entry : fields.objectMap("tagged_addresses").entrySet()) {
      Fields<E> address = entry.getValue();
      addresses.put(
          entry.getKey(), new Service.Address(address.text("address"), address.integer("port")));
    }
    return addresses.isEmpty() ? null : addresses;
  }

  private static <E extends Exception> Service.Weights weights(@Nullable Fields<E> fields)
      throws E {
    return fields == null
        ? Service.Weights.EQUAL
        : new Service.Weights(fields.integer("passing"), fields.integer("warning"));
  }
}
