package org.consulkv.http.catalog;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.consulkv.runtime.GoDuration;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// The JSON of nodes, services and checks.
public final class CatalogJson {
  private CatalogJson() {}

  public static void node(JsonGenerator json, Node node) throws IOException {
    json.writeStartObject();
    json.writeStringField("ID", node.id());
    json.writeStringField("Node", node.name());
    json.writeStringField("Address", node.address());
    json.writeStringField("Datacenter", node.datacenter());
    json.writeFieldName("TaggedAddresses");
    map(json, node.taggedAddresses());
    json.writeFieldName("Meta");
    map(json, node.meta());
    indexes(json, node.createIndex(), node.modifyIndex());
    json.writeEndObject();
  }

  /// A service as a node's own list shows it.
  ///
  /// @param emptyTags whether missing tags are an empty list rather than null
  public static void service(JsonGenerator json, Service service, boolean emptyTags)
      throws IOException {
    json.writeStartObject();
    if (!service.kind().isEmpty()) {
      json.writeStringField("Kind", service.kind());
    }
    json.writeStringField("ID", service.id());
    json.writeStringField("Service", service.name());
    json.writeFieldName("Tags");
    list(json, service.tags(), emptyTags);
    json.writeStringField("Address", service.address());
    if (service.taggedAddresses() != null && !service.taggedAddresses().isEmpty()) {
      json.writeFieldName("TaggedAddresses");
      addresses(json, service.taggedAddresses());
    }
    json.writeFieldName("Meta");
    map(json, service.meta());
    if (service.port() != 0) {
      json.writeNumberField("Port", service.port());
    }
    if (!service.socketPath().isEmpty()) {
      json.writeStringField("SocketPath", service.socketPath());
    }
    json.writeFieldName("Weights");
    weights(json, service);
    json.writeBooleanField("EnableTagOverride", service.enableTagOverride());
    proxy(json, "Proxy", "Connect");
    indexes(json, service.createIndex(), service.modifyIndex());
    json.writeEndObject();
  }

  static void addresses(JsonGenerator json, Map<String, Service.Address> addresses)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Service.Address> entry : addresses.entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      json.writeStringField("Address", entry.getValue().address());
      json.writeNumberField("Port", entry.getValue().port());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static void weights(JsonGenerator json, Service service) throws IOException {
    json.writeStartObject();
    json.writeNumberField("Passing", service.weights().passing());
    json.writeNumberField("Warning", service.weights().warning());
    json.writeEndObject();
  }

  /// What clients of the service mesh expect of a service that is not part of it.
  static void proxy(JsonGenerator json, String proxy, String connect) throws IOException {
    json.writeObjectFieldStart(proxy);
    json.writeStringField("Mode", "");
    json.writeObjectFieldStart("MeshGateway");
    json.writeEndObject();
    json.writeObjectFieldStart("Expose");
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectFieldStart(connect);
    json.writeEndObject();
  }

  /// @param emptyTags whether missing tags are an empty list rather than null
  public static void check(JsonGenerator json, Check check, boolean emptyTags) throws IOException {
    json.writeStartObject();
    json.writeStringField("Node", check.node());
    json.writeStringField("CheckID", check.id());
    json.writeStringField("Name", check.name());
    json.writeStringField("Status", check.status());
    json.writeStringField("Notes", check.notes());
    json.writeStringField("Output", check.output());
    json.writeStringField("ServiceID", check.serviceId());
    json.writeStringField("ServiceName", check.serviceName());
    json.writeFieldName("ServiceTags");
    list(json, check.serviceTags(), emptyTags);
    json.writeStringField("Type", check.type());
    json.writeStringField("Interval", check.interval());
    json.writeStringField("Timeout", check.timeout());
    json.writeNumberField("ExposedPort", check.exposedPort());
    json.writeFieldName("Definition");
    definition(json, check.definition());
    indexes(json, check.createIndex(), check.modifyIndex());
    json.writeEndObject();
  }

  private static void definition(JsonGenerator json, Check.Definition definition)
      throws IOException {
    json.writeStartObject();
    text(json, "HTTP", definition.http());
    text(json, "TLSServerName", definition.tlsServerName());
    if (definition.tlsSkipVerify()) {
      json.writeBooleanField("TLSSkipVerify", true);
    }
    if (definition.header() != null && !definition.header().isEmpty()) {
      json.writeObjectFieldStart("Header");
      for (Map.Entry<String, List<String>> header : definition.header().entrySet()) {
        json.writeFieldName(header.getKey());
        list(json, header.getValue(), true);
      }
      json.writeEndObject();
    }
    text(json, "Method", definition.method());
    text(json, "Body", definition.body());
    text(json, "TCP", definition.tcp());
    duration(json, "Interval", definition.intervalNanos());
    duration(json, "Timeout", definition.timeoutNanos());
    duration(json, "DeregisterCriticalServiceAfter", definition.deregisterAfterNanos());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value) throws IOException {
    if (!value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }

  private static void duration(JsonGenerator json, String name, long nanos) throws IOException {
    if (nanos != 0) {
      json.writeStringField(name, GoDuration.format(Duration.ofNanos(nanos)));
    }
  }

  public static void map(JsonGenerator json, @Nullable Map<String, String> map) throws IOException {
    if (map == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    for (Map.Entry<String, String> entry : map.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  static void list(JsonGenerator json, @Nullable List<String> list, boolean emptyForNull)
      throws IOException {
    if (list == null && !emptyForNull) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    for (String element : list == null ? List.<String>of() : list) {
      json.writeString(element);
    }
    json.writeEndArray();
  }

  static void indexes(JsonGenerator json, long created, long modified) throws IOException {
    json.writeNumberField("CreateIndex", created);
    json.writeNumberField("ModifyIndex", modified);
  }
}
