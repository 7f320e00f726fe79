package org.consulkv.http.agent;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.local.LocalCheck;
import org.consulkv.agent.local.LocalState;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Service;

/// The health of one service of this agent: the worst of its own checks and those of the node.
///
/// @param status of all checks together
record LocalHealth(Service service, List<Check> checks, Status status) {
  /// The health of services, from good to bad, with the HTTP status that tells it.
  enum Status {
    PASSING("passing", 200),
    WARNING("warning", 429),
    CRITICAL("critical", 503),
    MAINTENANCE("maintenance", 503);

    private final String text;
    private final int http;

    Status(String text, int http) {
      this.text = text;
      this.http = http;
    }

    String text() {
      return text;
    }

    int http() {
      return http;
    }

    Status or(Status other) {
      return compareTo(other) < 0 ? other : this;
    }

    private static Status of(Check check) {
      if (check.id().equals(LocalCheck.NODE_MAINTENANCE)
          || check.id().startsWith(LocalCheck.SERVICE_MAINTENANCE)) {
        return MAINTENANCE;
      }
      return switch (check.status()) {
        case Check.PASSING -> PASSING;
        case Check.WARNING -> WARNING;
        default -> CRITICAL;
      };
    }
  }

  static LocalHealth of(LocalState state, Service service) {
    List<Check> checks = new ArrayList<>();
    state.checksOf("").forEach(check -> checks.add(check.check()));
    state.checksOf(service.id()).forEach(check -> checks.add(check.check()));
    Status worst = Status.PASSING;
    for (Check check : checks) {
      worst = worst.or(Status.of(check));
    }
    return new LocalHealth(service, checks, worst);
  }

  void write(JsonGenerator json, ServiceJson form) throws IOException {
    json.writeStartObject();
    json.writeStringField("AggregatedStatus", status.text());
    json.writeFieldName("Service");
    form.write(json, service);
    json.writeArrayFieldStart("Checks");
    for (Check check : checks) {
      check(json, check);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void check(JsonGenerator json, Check check) throws IOException {
    json.writeStartObject();
    json.writeStringField("Node", check.node());
    json.writeStringField("CheckID", check.id());
    json.writeStringField("Name", check.name());
    json.writeStringField("Status", check.status());
    json.writeStringField("Notes", check.notes());
    json.writeStringField("Output", check.output());
    json.writeStringField("ServiceID", check.serviceId());
    json.writeStringField("ServiceName", check.serviceName());
    json.writeNullField("ServiceTags");
    json.writeStringField("Type", "");
    json.writeFieldName("Definition");
    Values.write(json, NO_DEFINITION);
    json.writeNumberField("CreateIndex", 0);
    json.writeNumberField("ModifyIndex", 0);
    json.writeEndObject();
  }

  /// How a check is run is not told here, but the fields are there.
  private static final Map<String, @org.jspecify.annotations.Nullable Object> NO_DEFINITION =
      noDefinition();

  private static Map<String, @org.jspecify.annotations.Nullable Object> noDefinition() {
    Map<String, @org.jspecify.annotations.Nullable Object> fields = new java.util.LinkedHashMap<>();
    fields.put("HTTP", "");
    fields.put("Header", null);
    fields.put("Method", "");
    fields.put("Body", "");
    fields.put("TLSServerName", "");
    fields.put("TLSSkipVerify", false);
    fields.put("TCP", "");
    fields.put("GRPC", "");
    fields.put("GRPCUseTLS", false);
    fields.put("Interval", "0s");
    fields.put("Timeout", "0s");
    fields.put("DeregisterCriticalServiceAfter", "0s");
    return fields;
  }
}
