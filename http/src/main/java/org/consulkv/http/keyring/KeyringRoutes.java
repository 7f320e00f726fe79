package org.consulkv.http.keyring;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.consulkv.agent.keyring.KeyringAction;
import org.consulkv.agent.keyring.KeyringReport;
import org.consulkv.agent.keyring.KeyringRequest;
import org.consulkv.agent.keyring.Keyrings;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;

/// The keys with which gossip is encrypted: `/v1/operator/keyring`.
public final class KeyringRoutes {
  private static final int MOST_RELAYS = 5;

  private final Keyrings keyrings;

  public KeyringRoutes(Keyrings keyrings) {
    this.keyrings = keyrings;
  }

  public void addTo(Routes routes) {
    routes
        .at("/v1/operator/keyring")
        .on("GET", this::list)
        .on("POST", call -> change(call, KeyringAction.INSTALL))
        .on("PUT", call -> change(call, KeyringAction.USE))
        .on("DELETE", call -> change(call, KeyringAction.REMOVE))
        .answeredBy(Route.Scope.SERVER);
  }

  private void list(Call call) {
    KeyringRequest request =
        new KeyringRequest(KeyringAction.LIST, "", relays(call), isLocalOnly(call));
    run(call, request, reports -> call.json(json -> write(json, reports)));
  }

  private void change(Call call, KeyringAction action) {
    String key;
    try {
      JsonObject body =
          JsonObject.of(JsonReader.read(call.body("http")), "keyringArgs", "agent.keyringArgs");
      key = body.text("Key");
    } catch (BadJson e) {
      throw Call.badRequest("Bad request: Request decode failed: " + e.getMessage());
    }
    int relays = relays(call);
    if (isLocalOnly(call)) {
      throw Call.badRequest(
          "Bad request: Invalid use of local-only: local-only can only be set for list requests");
    }
    run(call, new KeyringRequest(action, key, relays, false), _ -> call.ok());
  }

  private void run(Call call, KeyringRequest request, Consumer<List<KeyringReport>> then) {
    call.follow(
        keyrings.run(request),
        reports -> {
          List<String> errors = errors(reports);
          if (!errors.isEmpty()) {
            throw new ApiException(ErrorKind.REFUSED, together(errors));
          }
          then.accept(reports);
        });
  }

  private static int relays(Call call) {
    String text = call.query().first("relay-factor");
    if (text.isEmpty()) {
      return 0;
    }
    int relays;
    try {
      relays = GoNumbers.integer(text);
    } catch (ApiException e) {
      throw Call.badRequest("Bad request: Error parsing relay factor: " + e.getMessage());
    }
    if (relays < 0 || relays > MOST_RELAYS) {
      throw Call.badRequest(
          "Bad request: Invalid relay-factor: Relay factor must be in range: [0, 5]");
    }
    return relays;
  }

  private static boolean isLocalOnly(Call call) {
    String text = call.query().first("local-only");
    try {
      return !text.isEmpty() && GoNumbers.truth(text);
    } catch (ApiException e) {
      throw Call.badRequest("Bad request: Error parsing local-only: " + e.getMessage());
    }
  }

  private static List<String> errors(List<KeyringReport> reports) {
    List<String> errors = new ArrayList<>();
    for (KeyringReport report : reports) {
      if (!report.error().isEmpty()) {
        String pool = report.wan() ? "WAN" : report.datacenter() + " (LAN)";
        errors.add(pool + " error: " + report.error());
        report.messages().forEach((member, message) -> errors.add(member + ": " + message));
      }
    }
    return errors;
  }

  private static String together(List<String> errors) {
    StringBuilder text = new StringBuilder();
    text.append(errors.size()).append(errors.size() == 1 ? " error" : " errors");
    text.append(" occurred:\n");
    errors.forEach(error -> text.append("\t* ").append(error).append('\n'));
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator json, List<KeyringReport> reports) throws IOException {
    json.writeStartArray();
    for (KeyringReport report : reports) {
      json.writeStartObject();
      json.writeBooleanField("WAN", report.wan());
      json.writeStringField("Datacenter", report.datacenter());
      json.writeStringField("Segment", "");
      if (!report.messages().isEmpty()) {
        json.writeObjectFieldStart("Messages");
        for (Map.Entry<String, String> message : report.messages().entrySet()) {
          json.writeStringField(message.getKey(), message.getValue());
        }
        json.writeEndObject();
      }
      write(json, "Keys", report.keys());
      write(json, "PrimaryKeys", report.primaries());
      json.writeNumberField("NumNodes", report.nodes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String name, Map<String, Integer> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
