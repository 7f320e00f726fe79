package org.consulkv.agent.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckSettings.Origin;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.config.source.JsonText;
import org.consulkv.agent.config.source.SyntaxException;
import org.consulkv.agent.definition.CheckFields;
import org.consulkv.agent.definition.CheckJson;
import org.consulkv.agent.definition.Fields;
import org.consulkv.agent.definition.JsonFields;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Service;
import org.jspecify.annotations.Nullable;

/// The files of saved services, checks and heartbeats, in the form of Consul's own.
final class SavedJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private SavedJson() {}

  /// The last heartbeat of a TTL check.
  ///
  /// @param expires when it no longer counts, in seconds since 1970
  record Heartbeat(String checkId, CheckStatus status, String output, long expires) {}

  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] bytes(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory", e);
    }
    return out.toByteArray();
  }

  private static JsonFields read(byte[] file) throws SyntaxException {
    return new JsonFields(JsonText.parse(new String(file, UTF_8)));
  }

  static byte[] service(LocalService saved) {
    Service service = saved.service();
    return bytes(json -> {
      json.writeStringField("Token", saved.token());
      json.writeObjectFieldStart("Service");
      json.writeStringField("Kind", service.kind());
      json.writeStringField("ID", service.id());
      json.writeStringField("Service", service.name());
      texts(json, "Tags", service.tags());
      json.writeStringField("Address", service.address());
      addresses(json, service.taggedAddresses());
      if (service.meta() != null) {
        json.writeObjectFieldStart("Meta");
        for (Map.Entry<String, String> pair : service.meta().entrySet()) {
          json.writeStringField(pair.getKey(), pair.getValue());
        }
        json.writeEndObject();
      }
      json.writeNumberField("Port", service.port());
      json.writeStringField("SocketPath", service.socketPath());
      json.writeObjectFieldStart("Weights");
      json.writeNumberField("Passing", service.weights().passing());
      json.writeNumberField("Warning", service.weights().warning());
      json.writeEndObject();
      json.writeBooleanField("EnableTagOverride", service.enableTagOverride());
      json.writeEndObject();
      json.writeStringField("Source", "remote");
    });
  }

  private static void texts(JsonGenerator json, String name, @Nullable List<String> texts)
      throws IOException {
    if (texts != null) {
      json.writeArrayFieldStart(name);
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }

  private static void addresses(
      JsonGenerator json, @Nullable Map<String, Service.Address> addresses) throws IOException {
    if (addresses != null) {
      json.writeObjectFieldStart("TaggedAddresses");
      for (Map.Entry<String, Service.Address> entry : addresses.entrySet()) {
        json.writeObjectFieldStart(entry.getKey());
        json.writeStringField("Address", entry.getValue().address());
        json.writeNumberField("Port", entry.getValue().port());
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  /// Empty if it is not the file of a service.
  static Optional<LocalService> service(byte[] file, String node) throws SyntaxException {
    JsonFields saved = read(file);
    JsonFields fields = saved.object("Service");
    if (fields == null || fields.text("ID").isEmpty()) {
      return Optional.empty();
    }
    JsonFields weights = fields.object("Weights");
    Service service =
        new Service(
            node,
            fields.text("ID"),
            fields.text("Service"),
            fields.text("Kind"),
            fields.texts("Tags"),
            fields.text("Address"),
            addresses(fields),
            fields.textMap("Meta"),
            fields.integer("Port"),
            fields.text("SocketPath"),
            weights == null
                ? Service.Weights.EQUAL
                : new Service.Weights(weights.integer("Passing"), weights.integer("Warning")),
            fields.flag("EnableTagOverride"),
            0,
            0);
    return Optional.of(new LocalService(service, saved.text("Token"), Origin.REMOTE));
  }

  private static @Nullable Map<String, Service.Address> addresses(JsonFields fields) {
    if (!fields.has("TaggedAddresses")) {
      return null;
    }
    Map<String, Service.Address> addresses = new LinkedHashMap<>();
    for (Map.Entry<String, Fields<RuntimeException>> entry :
        fields.objectMap("TaggedAddresses").entrySet()) {
      Fields<RuntimeException> address = entry.getValue();
      addresses.put(
          entry.getKey(), new Service.Address(address.text("Address"), address.integer("Port")));
    }
    return addresses;
  }

  static byte[] check(LocalCheck saved) {
    Check check = saved.check();
    return bytes(json -> {
      json.writeObjectFieldStart("Check");
      json.writeStringField("CheckID", check.id());
      json.writeStringField("Name", check.name());
      json.writeStringField("Notes", check.notes());
      json.writeStringField("ServiceID", check.serviceId());
      json.writeStringField("ServiceName", check.serviceName());
      texts(json, "ServiceTags", check.serviceTags());
      json.writeStringField("Type", check.type());
      json.writeStringField("Interval", check.interval());
      json.writeStringField("Timeout", check.timeout());
      json.writeEndObject();
      json.writeFieldName("ChkType");
      if (saved.definition() == null) {
        json.writeNull();
      } else {
        CheckJson.write(json, saved.definition());
      }
      json.writeStringField("Token", saved.token());
      json.writeStringField("Source", "remote");
    });
  }

  /// The check as it was defined, critical; empty if it is not the file of a check.
  static Optional<LocalCheck> check(byte[] file, String node) throws SyntaxException {
    JsonFields saved = read(file);
    JsonFields fields = saved.object("Check");
    if (fields == null || fields.text("CheckID").isEmpty()) {
      return Optional.empty();
    }
    Check check =
        new Check(
            node,
            fields.text("CheckID"),
            fields.text("Name"),
            CheckStatus.CRITICAL.text(),
            fields.text("Notes"),
            "",
            fields.text("ServiceID"),
            fields.text("ServiceName"),
            fields.texts("ServiceTags"),
            fields.text("Type"),
            fields.text("Interval"),
            fields.text("Timeout"),
            0,
            Check.Definition.NONE,
            0,
            0);
    JsonFields type = saved.object("ChkType");
    CheckDefinition definition =
        type == null || check.type().equals("maintenance")
            ? null
            : CheckFields.read(type).toBuilder()
                .id(check.id())
                .name(check.name())
                .serviceId(check.serviceId())
                .build();
    return Optional.of(new LocalCheck(check, definition, saved.text("Token"), Origin.REMOTE));
  }

  static byte[] heartbeat(Heartbeat heartbeat) {
    return bytes(json -> {
      json.writeStringField("CheckID", heartbeat.checkId());
      json.writeStringField("Output", heartbeat.output());
      json.writeStringField("Status", heartbeat.status().text());
      json.writeNumberField("Expires", heartbeat.expires());
    });
  }

  static Heartbeat heartbeat(byte[] file) throws SyntaxException {
    JsonFields fields = read(file);
    return new Heartbeat(
        fields.text("CheckID"),
        CheckStatus.of(fields.text("Status")).orElse(CheckStatus.CRITICAL),
        fields.text("Output"),
        fields.whole("Expires"));
  }
}
