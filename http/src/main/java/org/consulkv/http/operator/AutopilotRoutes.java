package org.consulkv.http.operator;

import java.util.Map;
import java.util.OptionalLong;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.json.BadJson;
import org.consulkv.server.Consistency;
import org.consulkv.server.Reads;
import org.consulkv.server.autopilot.Autopilot;
import org.consulkv.server.autopilot.AutopilotRules;
import org.consulkv.server.autopilot.ServersHealth;
import org.consulkv.state.Snapshot;
import org.consulkv.state.WatchSet;
import org.consulkv.state.autopilot.AutopilotConfig;
import org.consulkv.state.catalog.CatalogQueries;

/// `/v1/operator/autopilot`.
public final class AutopilotRoutes {
  private static final int UNHEALTHY = 429;

  private final AutopilotRules rules;
  private final Autopilot autopilot;
  private final Reads reads;
  private final Placement placement;

  public AutopilotRoutes(
      AutopilotRules rules, Autopilot autopilot, Reads reads, Placement placement) {
    this.rules = rules;
    this.autopilot = autopilot;
    this.reads = reads;
    this.placement = placement;
  }

  public void addTo(Routes routes) {
    routes
        .at("/v1/operator/autopilot/configuration")
        .on("GET", this::configuration)
        .on("PUT", this::configure);
    routes
        .at("/v1/operator/autopilot/health")
        .on("GET", this::health)
        .answeredBy(Route.Scope.LEADER);
    routes.at("/v1/operator/autopilot/state").on("GET", this::state).answeredBy(Route.Scope.LEADER);
  }

  private void configuration(Call call) {
    placement.require(call);
    boolean stale = call.query().has("stale");
    call.follow(
        reads.barrier(stale ? Consistency.STALE : Consistency.DEFAULT),
        _ -> call.json(json -> AutopilotJson.config(json, rules.current())));
  }

  private void configure(Call call) {
    AutopilotConfig config;
    try {
      config = AutopilotBody.read(call.body("limits.http_max_body"));
    } catch (BadJson e) {
      throw Call.badRequest("Bad request: Error parsing autopilot config: " + e.getMessage());
    }
    OptionalLong expected = OptionalLong.empty();
    String cas = call.query().first("cas");
    if (!cas.isEmpty()) {
      try {
        expected = OptionalLong.of(Long.parseUnsignedLong(cas));
      } catch (NumberFormatException e) {
        throw Call.badRequest(
            "Bad request: Error parsing cas value: strconv.ParseUint: parsing \""
                + cas
                + "\": invalid syntax");
      }
    }
    placement.require(call);
    call.follow(rules.set(config, expected), done -> call.json(json -> json.writeBoolean(done)));
  }

  private void health(Call call) {
    placement.require(call);
    ServersHealth health = autopilot.health();
    call.json(
        call.reply(health.healthy() ? 200 : UNHEALTHY), json -> AutopilotJson.health(json, health));
  }

  private void state(Call call) {
    placement.require(call);
    ServersHealth health = autopilot.health();
    Snapshot now = reads.snapshot();
    call.json(json -> AutopilotJson.state(json, health, node -> meta(now, node)));
  }

  private static Map<String, String> meta(Snapshot snapshot, String node) {
    return CatalogQueries.node(snapshot, WatchSet.NONE, node)
        .value()
        .map(found -> found.node().meta())
        .orElse(Map.of());
  }
}
