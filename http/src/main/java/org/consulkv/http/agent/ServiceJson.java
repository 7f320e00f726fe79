package org.consulkv.http.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.consulkv.http.json.Json;
import org.consulkv.state.catalog.Service;

/// The JSON of a service of this agent.
///
/// @param datacenter this agent's
record ServiceJson(String datacenter) {
  private static final int HASH_BYTES = 8;

  void write(JsonGenerator json, Service service) throws IOException {
    write(json, service, "");
  }

  /// @param hash the digest of its definition; empty to leave it out
  void write(JsonGenerator json, Service service, String hash) throws IOException {
    json.writeStartObject();
    if (!service.kind().isEmpty()) {
      json.writeStringField("Kind", service.kind());
    }
    json.writeStringField("ID", service.id());
    json.writeStringField("Service", service.name());
    json.writeArrayFieldStart("Tags");
    for (String tag : service.tags() == null ? List.<String>of() : service.tags()) {
      json.writeString(tag);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("Meta");
    if (service.meta() != null) {
      for (Map.Entry<String, String> pair : service.meta().entrySet()) {
        json.writeStringField(pair.getKey(), pair.getValue());
      }
    }
    json.writeEndObject();
    json.writeNumberField("Port", service.port());
    json.writeStringField("Address", service.address());
    if (!service.socketPath().isEmpty()) {
      json.writeStringField("SocketPath", service.socketPath());
    }
    addresses(json, service);
    json.writeObjectFieldStart("Weights");
    json.writeNumberField("Passing", service.weights().passing());
    json.writeNumberField("Warning", service.weights().warning());
    json.writeEndObject();
    json.writeBooleanField("EnableTagOverride", service.enableTagOverride());
    if (!hash.isEmpty()) {
      json.writeStringField("ContentHash", hash);
    }
    json.writeStringField("Datacenter", datacenter);
    json.writeEndObject();
  }

  private static void addresses(JsonGenerator json, Service service) throws IOException {
    if (service.taggedAddresses() == null || service.taggedAddresses().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("TaggedAddresses");
    for (Map.Entry<String, Service.Address> entry : service.taggedAddresses().entrySet()) {
      json.writeObjectFieldStart(entry.getKey());
      json.writeStringField("Address", entry.getValue().address());
      json.writeNumberField("Port", entry.getValue().port());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /// A digest of all that the definition says.
  String hash(Service service) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] all = digest.digest(Json.bytes(false, json -> write(json, service)));
      return HexFormat.of().formatHex(all, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// All services by their ids.
  void map(JsonGenerator json, List<Service> services) throws IOException {
    json.writeStartObject();
    for (Service service : services) {
      json.writeFieldName(service.id());
      write(json, service);
    }
    json.writeEndObject();
  }
}
