package org.consulkv.http.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.consulkv.agent.local.LocalService;
import org.consulkv.agent.local.LocalState;
import org.consulkv.http.Call;
import org.consulkv.http.Headers;
import org.consulkv.http.Routes;
import org.consulkv.http.listener.Reply;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.catalog.Service;

/// The health of this agent's services, told by the HTTP status too: `/v1/agent/health/service`.
public final class LocalHealthRoutes {
  private final LocalState state;
  private final ServiceJson form;

  public LocalHealthRoutes(LocalState state, String datacenter) {
    this.state = state;
    form = new ServiceJson(datacenter);
  }

  public void addTo(Routes routes) {
    routes.at("/v1/agent/health/service/id/").on("GET", this::byId);
    routes.at("/v1/agent/health/service/name/").on("GET", this::byName);
  }

  private void byId(Call call) {
    String id = call.restText();
    if (id.isEmpty()) {
      throw new ApiException(ErrorKind.REFUSED, "Bad request: Missing serviceID");
    }
    Optional<Service> service = state.service(id).map(LocalService::service);
    if (service.isEmpty()) {
      unknownId(call, "ServiceId " + id + " not found");
      return;
    }
    LocalHealth health = LocalHealth.of(state, service.get());
    if (wantsText(call)) {
      text(call, health.status().http(), health.status().text());
    } else {
      call.json(
          reply(call, health.status().http(), health.status().text()),
          json -> health.write(json, form));
    }
  }

  private static void unknownId(Call call, String reason) {
    call.json(
        reply(call, 404, reason),
        json -> {
          if (wantsText(call)) {
            json.writeString(reason);
            return;
          }
          json.writeStartObject();
          json.writeStringField("AggregatedStatus", LocalHealth.Status.CRITICAL.text());
          json.writeNullField("Service");
          json.writeNullField("Checks");
          json.writeEndObject();
        });
  }

  private void byName(Call call) {
    String name = call.restText();
    if (name.isEmpty()) {
      throw new ApiException(ErrorKind.REFUSED, "Bad request: Missing service Name");
    }
    List<LocalHealth> all =
        state.services().stream()
            .map(LocalService::service)
            .filter(service -> service.name().equals(name))
            .map(service -> LocalHealth.of(state, service))
            .toList();
    LocalHealth.Status worst = LocalHealth.Status.PASSING;
    for (LocalHealth health : all) {
      worst = worst.or(health.status());
    }
    int status = all.isEmpty() ? 404 : worst.http();
    String reason = all.isEmpty() ? "ServiceName " + name + " Not Found" : worst.text();
    if (wantsText(call)) {
      text(call, status, reason);
      return;
    }
    call.json(
        reply(call, status, reason),
        json -> {
          json.writeStartArray();
          for (LocalHealth health : all) {
            health.write(json, form);
          }
          json.writeEndArray();
        });
  }

  private static boolean wantsText(Call call) {
    Optional<String> format = call.query().value("format");
    return format.isPresent()
        ? format.get().equals("text")
        : call.header("Accept").equals("text/plain");
  }

  private static Reply reply(Call call, int status, String reason) {
    return call.reply(status).header(Headers.REASON, reason);
  }

  private static void text(Call call, int status, String text) {
    call.send(
        reply(call, status, text)
            .header(Reply.CONTENT_TYPE, "text/plain")
            .body(text.getBytes(UTF_8)));
  }
}
