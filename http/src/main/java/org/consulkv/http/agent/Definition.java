package org.consulkv.http.agent;

import java.util.Optional;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.definition.CheckFields;
import org.consulkv.agent.definition.ServiceDefinition;
import org.consulkv.agent.definition.ServiceFields;
import org.consulkv.http.Call;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;

/// Reads and judges the definitions in request bodies.
final class Definition {
  private Definition() {}

  /// @throws org.consulkv.server.ApiException if it is malformed or has a fault
  static ServiceDefinition service(Call call) {
    ServiceDefinition read;
    try {
      BodyFields fields =
          new BodyFields(
              JsonObject.of(JsonReader.read(call.body("http")), "", GoTypes.SERVICE_BODY));
      read = ServiceFields.read(fields.onlyKnows(ServiceFields.NAMES));
    } catch (BadJson e) {
      throw Call.badRequest("Request decode failed: " + e.getMessage());
    }
    refuse(read.fault());
    return read.token().isEmpty()
        ? new ServiceDefinition(read.service(), call.token(), read.checks(), read.misread())
        : read;
  }

  /// @throws org.consulkv.server.ApiException if it is malformed or has a fault
  static CheckDefinition check(Call call) {
    CheckDefinition read;
    boolean badStatus;
    try {
      BodyFields fields =
          new BodyFields(JsonObject.of(JsonReader.read(call.body("http")), "", GoTypes.CHECK_BODY));
      read = CheckFields.read(fields.onlyKnows(CheckFields.NAMES));
      badStatus = CheckFields.hasBadStatus(fields);
    } catch (BadJson e) {
      throw Call.badRequest("Request decode failed: " + e.getMessage());
    }
    if (read.name().isEmpty()) {
      throw Call.badRequest("Missing check name");
    }
    if (badStatus) {
      throw Call.badRequest("Bad check status");
    }
    refuse(read.fault().map(fault -> "Invalid check: " + fault));
    return read.toBuilder()
        .id(read.id().isEmpty() ? read.name() : read.id())
        .token(read.token().isEmpty() ? call.token() : read.token())
        .build();
  }

  private static void refuse(Optional<String> fault) {
    if (fault.isPresent()) {
      throw Call.badRequest(fault.get());
    }
  }
}
