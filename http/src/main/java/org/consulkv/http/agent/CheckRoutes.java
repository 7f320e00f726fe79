package org.consulkv.http.agent;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.consulkv.agent.check.CheckDefinition;
import org.consulkv.agent.check.CheckSettings.Origin;
import org.consulkv.agent.check.CheckStatus;
import org.consulkv.agent.local.LocalCheck;
import org.consulkv.agent.local.LocalState;
import org.consulkv.agent.local.Registrations;
import org.consulkv.http.Call;
import org.consulkv.http.GoNumbers;
import org.consulkv.http.Routes;
import org.consulkv.http.catalog.CatalogJson;
import org.consulkv.http.catalog.CatalogSelectors;
import org.consulkv.http.filter.Filter;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.state.catalog.Check;

/// The checks of this agent: `/v1/agent/check*`.
public final class CheckRoutes {
  private static final Set<String> UPDATE_FIELDS = Set.of("Status", "Output");

  private final LocalState state;
  private final Registrations registrations;
  private final Executor mayBlock;

  /// @param mayBlock runs what writes files
  public CheckRoutes(LocalState state, Registrations registrations, Executor mayBlock) {
    this.state = state;
    this.registrations = registrations;
    this.mayBlock = mayBlock;
  }

  public void addTo(Routes routes) {
    routes.at("/v1/agent/checks").on("GET", this::checks);
    routes.at("/v1/agent/check/register").on("PUT", this::register);
    routes.at("/v1/agent/check/deregister/").on("PUT", this::deregister);
    routes.at("/v1/agent/check/pass/").on("PUT", call -> report(call, CheckStatus.PASSING));
    routes.at("/v1/agent/check/warn/").on("PUT", call -> report(call, CheckStatus.WARNING));
    routes.at("/v1/agent/check/fail/").on("PUT", call -> report(call, CheckStatus.CRITICAL));
    routes.at("/v1/agent/check/update/").on("PUT", this::update);
  }

  private void checks(Call call) {
    Filter<Check> filter = Filter.parse(call.query().first("filter"), CatalogSelectors.CHECK);
    List<Check> checks = filter.of(state.checks().stream().map(LocalCheck::check).toList());
    call.json(json -> {
      json.writeStartObject();
      for (Check check : checks) {
        json.writeFieldName(check.id());
        CatalogJson.check(json, check, true);
      }
      json.writeEndObject();
    });
  }

  private void register(Call call) {
    CheckDefinition definition = Definition.check(call);
    change(call, () -> registrations.register(definition, Origin.REMOTE));
  }

  private void deregister(Call call) {
    String id = call.restText();
    if (id.isEmpty()) {
      throw new ApiException(ErrorKind.REFUSED, "CheckID missing");
    }
    change(call, () -> registrations.deregisterCheck(id));
  }

  private void change(Call call, Runnable change) {
    call.follow(CompletableFuture.runAsync(change, mayBlock), _ -> call.ok());
  }

  private void report(Call call, CheckStatus status) {
    heartbeat(call, status, call.query().first("note"));
  }

  private void update(Call call) {
    String status;
    String output;
    try {
      JsonObject fields =
          JsonObject.of(JsonReader.read(call.body("http")), "checkUpdate", "agent.checkUpdate");
      fields.onlyKnows(UPDATE_FIELDS);
      status = fields.text("Status");
      output = fields.text("Output");
    } catch (BadJson e) {
      throw Call.badRequest("Request decode failed: " + e.getMessage());
    }
    CheckStatus known =
        CheckStatus.of(status)
            .orElseThrow(() -> Call.badRequest("Invalid check status: '" + status + "'"));
    heartbeat(call, known, output);
  }

  private void heartbeat(Call call, CheckStatus status, String output) {
    String id = call.restText();
    if (!registrations.heartbeat(id, status, output)) {
      throw new ApiException(
          ErrorKind.REFUSED, "CheckID " + GoNumbers.quoted(id) + " does not have associated TTL");
    }
    call.ok();
  }
}
