package org.consulkv.http.catalog;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.runtime.GoDuration;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// Nodes, services and checks in request bodies.
public final class CatalogBody {
  private CatalogBody() {}

  /// @param fields null for a node without any
  public static Node node(@Nullable JsonObject fields, String datacenter) throws BadJson {
    if (fields == null) {
      return new Node("", "", "", datacenter, null, null, 0, 0);
    }
    String asked = fields.text("Datacenter");
    return new Node(
        fields.text("ID"),
        fields.text("Node"),
        fields.text("Address"),
        asked.isEmpty() ? datacenter : asked,
        fields.textMap("TaggedAddresses"),
        fields.textMap("Meta"),
        0,
        fields.unsigned("ModifyIndex"));
  }

  /// @param fields null for a service without any
  public static Service service(@Nullable JsonObject fields, String node) throws BadJson {
    if (fields == null) {
      return Service.of(node, "", "", 0);
    }
    String name = fields.text("Service");
    String id = fields.text("ID");
    return new Service(
        node,
        id.isEmpty() ? name : id,
        name,
        fields.text("Kind"),
        fields.texts("Tags", "[]string"),
        fields.text("Address"),
        addresses(fields),
        fields.textMap("Meta"),
        (int) fields.integer("Port", "int"),
        fields.text("SocketPath"),
        weights(fields),
        fields.flag("EnableTagOverride"),
        0,
        fields.unsigned("ModifyIndex"));
  }

  private static @Nullable Map<String, Service.Address> addresses(JsonObject fields)
      throws BadJson {
    if (!fields.has("TaggedAddresses")) {
      return null;
    }
    Map<String, Service.Address> addresses = new LinkedHashMap<>();
    var entries = fields.objectMap("TaggedAddresses", "structs.ServiceAddress");
    for (Map.Entry<String, JsonObject> entry : entries.entrySet()) {
      JsonObject address = entry.getValue();
      addresses.put(
          entry.getKey(),
          new Service.Address(address.text("Address"), (int) address.integer("Port", "int")));
    }
    return addresses;
  }

  private static Service.Weights weights(JsonObject fields) throws BadJson {
    JsonObject weights = fields.object("Weights", "structs.Weights");
    return weights == null
        ? Service.Weights.EQUAL
        : new Service.Weights(
            (int) weights.integer("Passing", "int"), (int) weights.integer("Warning", "int"));
  }

  /// @param fields null for a check without any
  /// @param node the node of a check that names none
  public static Check check(@Nullable JsonObject fields, String node) throws BadJson {
    if (fields == null) {
      return Check.of(node, "", "", "");
    }
    String its = fields.text("Node");
    String name = fields.text("Name");
    String id = fields.text("CheckID");
    return new Check(
        its.isEmpty() ? node : its,
        id.isEmpty() ? name : id,
        name,
        fields.text("Status"),
        fields.text("Notes"),
        fields.text("Output"),
        fields.text("ServiceID"),
        fields.text("ServiceName"),
        fields.texts("ServiceTags", "[]string"),
        fields.text("Type"),
        duration(fields, "Interval"),
        duration(fields, "Timeout"),
        (int) fields.integer("ExposedPort", "int"),
        definition(fields.object("Definition", "structs.HealthCheckDefinition")),
        0,
        fields.unsigned("ModifyIndex"));
  }

  private static String duration(JsonObject fields, String name) throws BadJson {
    Object value = fields.scalar(name);
    return value == null ? "" : String.valueOf(value);
  }

  private static Check.Definition definition(@Nullable JsonObject fields) throws BadJson {
    if (fields == null) {
      return Check.Definition.NONE;
    }
    Map<String, List<String>> header = null;
    JsonObject headers = fields.object("Header", "map[string][]string");
    if (headers != null) {
      header = new LinkedHashMap<>();
      for (String name : headers.names()) {
        List<String> values = headers.texts(name, "[]string");
        header.put(name, values == null ? List.of() : values);
      }
    }
    return new Check.Definition(
        fields.text("HTTP"),
        fields.text("TLSServerName"),
        fields.flag("TLSSkipVerify"),
        header,
        fields.text("Method"),
        fields.text("Body"),
        fields.text("TCP"),
        nanos(fields, "Interval"),
        nanos(fields, "Timeout"),
        nanos(fields, "DeregisterCriticalServiceAfter"));
  }

  /// A duration in Go's notation or as a number of nanoseconds.
  public static long nanos(JsonObject fields, String name) throws BadJson {
    Object value = fields.scalar(name);
    return switch (value) {
      case null -> 0;
      case String text when text.isEmpty() -> 0;
      case String text -> parse(text).toNanos();
      case Number number -> number.longValue();
      default -> throw new BadJson("invalid duration in field " + name);
    };
  }

  private static Duration parse(String text) throws BadJson {
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadJson(String.valueOf(e.getMessage()));
    }
  }
}
