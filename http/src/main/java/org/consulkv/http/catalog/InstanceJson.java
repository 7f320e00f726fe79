package org.consulkv.http.catalog;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.CatalogQueries.Instance;
import org.consulkv.state.catalog.CatalogQueries.NodeServices;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.catalog.Service;

/// The JSON of services together with their nodes.
public final class InstanceJson {
  private InstanceJson() {}

  /// An instance of a service, with what its node adds, in one flat object.
  static void flat(JsonGenerator json, Instance instance) throws IOException {
    Node node = instance.node();
    Service service = instance.service();
    json.writeStartObject();
    json.writeStringField("ID", node.id());
    json.writeStringField("Node", node.name());
    json.writeStringField("Address", node.address());
    json.writeStringField("Datacenter", node.datacenter());
    json.writeFieldName("TaggedAddresses");
    CatalogJson.map(json, node.taggedAddresses());
    json.writeFieldName("NodeMeta");
    CatalogJson.map(json, node.meta());
    json.writeStringField("ServiceKind", service.kind());
    json.writeStringField("ServiceID", service.id());
    json.writeStringField("ServiceName", service.name());
    json.writeFieldName("ServiceTags");
    CatalogJson.list(json, service.tags(), true);
    json.writeStringField("ServiceAddress", service.address());
    if (service.taggedAddresses() != null && !service.taggedAddresses().isEmpty()) {
      json.writeFieldName("ServiceTaggedAddresses");
      CatalogJson.addresses(json, service.taggedAddresses());
    }
    json.writeFieldName("ServiceWeights");
    CatalogJson.weights(json, service);
    json.writeFieldName("ServiceMeta");
    CatalogJson.map(json, service.meta() == null ? Map.of() : service.meta());
    json.writeNumberField("ServicePort", service.port());
    json.writeStringField("ServiceSocketPath", service.socketPath());
    json.writeBooleanField("ServiceEnableTagOverride", service.enableTagOverride());
    CatalogJson.proxy(json, "ServiceProxy", "ServiceConnect");
    CatalogJson.indexes(json, service.createIndex(), service.modifyIndex());
    json.writeEndObject();
  }

  /// A node with its services by id.
  static void nodeServices(JsonGenerator json, NodeServices found) throws IOException {
    json.writeStartObject();
    json.writeFieldName("Node");
    CatalogJson.node(json, found.node());
    json.writeObjectFieldStart("Services");
    for (Service service : found.services()) {
      json.writeFieldName(service.id());
      CatalogJson.service(json, service, true);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /// A node with its services as a list; both null if there is no such node.
  static void nodeServiceList(JsonGenerator json, Optional<NodeServices> found) throws IOException {
    json.writeStartObject();
    json.writeFieldName("Node");
    if (found.isPresent()) {
      CatalogJson.node(json, found.get().node());
      json.writeArrayFieldStart("Services");
      for (Service service : found.get().services()) {
        CatalogJson.service(json, service, true);
      }
      json.writeEndArray();
    } else {
      json.writeNull();
      json.writeNullField("Services");
    }
    json.writeEndObject();
  }

  /// An instance of a service with the checks that decide whether it is healthy.
  public static void health(JsonGenerator json, Health health) throws IOException {
    json.writeStartObject();
    json.writeFieldName("Node");
    CatalogJson.node(json, health.node());
    json.writeFieldName("Service");
    CatalogJson.service(json, health.service(), true);
    json.writeArrayFieldStart("Checks");
    for (Check check : health.checks()) {
      CatalogJson.check(json, check, true);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static void services(JsonGenerator json, Map<String, SortedSet<String>> services)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, SortedSet<String>> service : services.entrySet()) {
      json.writeArrayFieldStart(service.getKey());
      for (String tag : service.getValue()) {
        json.writeString(tag);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
