package org.consulkv.http.operator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.consulkv.http.catalog.CatalogJson;
import org.consulkv.http.json.Json;
import org.consulkv.runtime.GoDuration;
import org.consulkv.server.autopilot.ServerHealth;
import org.consulkv.server.autopilot.ServersHealth;
import org.consulkv.state.autopilot.AutopilotConfig;

/// The answers of `/v1/operator/autopilot`.
final class AutopilotJson {
  private AutopilotJson() {}

  static void config(JsonGenerator json, AutopilotConfig config) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("CleanupDeadServers", config.cleanupDeadServers());
    json.writeStringField("LastContactThreshold", GoDuration.format(config.lastContactThreshold()));
    json.writeFieldName("MaxTrailingLogs");
    Json.unsigned(json, config.maxTrailingLogs());
    json.writeFieldName("MinQuorum");
    Json.unsigned(json, config.minQuorum());
    json.writeStringField(
        "ServerStabilizationTime", GoDuration.format(config.serverStabilizationTime()));
    json.writeStringField("RedundancyZoneTag", config.redundancyZoneTag());
    json.writeBooleanField("DisableUpgradeMigration", config.disableUpgradeMigration());
    json.writeStringField("UpgradeVersionTag", config.upgradeVersionTag());
    json.writeNumberField("CreateIndex", config.createIndex());
    json.writeNumberField("ModifyIndex", config.modifyIndex());
    json.writeEndObject();
  }

  static void health(JsonGenerator json, ServersHealth health) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("Healthy", health.healthy());
    json.writeNumberField("FailureTolerance", health.failureTolerance());
    json.writeArrayFieldStart("Servers");
    for (ServerHealth server : health.servers()) {
      json.writeStartObject();
      json.writeStringField("ID", server.id());
      json.writeStringField("Name", server.name());
      json.writeStringField("Address", server.host());
      json.writeStringField("SerfStatus", status(server));
      json.writeStringField("Version", server.version());
      json.writeBooleanField("Leader", server.leader());
      readings(json, server);
      json.writeBooleanField("Healthy", server.healthy());
      json.writeBooleanField("Voter", server.voter());
      json.writeStringField("StableSince", time(server.stableSince()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// @param meta what the catalog has of a node, by its name
  static void state(
      JsonGenerator json, ServersHealth health, Function<String, Map<String, String>> meta)
      throws IOException {
    json.writeStartObject();
    json.writeBooleanField("Healthy", health.healthy());
    json.writeNumberField("FailureTolerance", health.failureTolerance());
    json.writeNumberField("OptimisticFailureTolerance", health.failureTolerance());
    json.writeObjectFieldStart("Servers");
    for (ServerHealth server : health.servers()) {
      json.writeFieldName(server.id());
      server(json, server, meta.apply(server.name()));
    }
    json.writeEndObject();
    json.writeStringField(
        "Leader",
        health.servers().stream()
            .filter(ServerHealth::leader)
            .map(ServerHealth::id)
            .findFirst()
            .orElse(""));
    ids(json, "Voters", health.servers().stream().filter(ServerHealth::voter).toList());
    List<ServerHealth> replicas =
        health.servers().stream().filter(ServerHealth::readReplica).toList();
    if (!replicas.isEmpty()) {
      ids(json, "ReadReplicas", replicas);
    }
    json.writeEndObject();
  }

  private static void server(JsonGenerator json, ServerHealth server, Map<String, String> meta)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ID", server.id());
    json.writeStringField("Name", server.name());
    json.writeStringField("Address", server.host());
    json.writeStringField("NodeStatus", status(server));
    json.writeStringField("Version", server.version());
    readings(json, server);
    json.writeBooleanField("Healthy", server.healthy());
    json.writeStringField("StableSince", time(server.stableSince()));
    json.writeBooleanField("ReadReplica", server.readReplica());
    json.writeStringField(
        "Status", server.leader() ? "leader" : server.voter() ? "voter" : "non-voter");
    json.writeFieldName("Meta");
    CatalogJson.map(json, meta);
    json.writeStringField("NodeType", server.readReplica() ? "read-replica" : "voter");
    json.writeEndObject();
  }

  private static void readings(JsonGenerator json, ServerHealth server) throws IOException {
    // A server that never answered has no last contact to tell.
    json.writeStringField(
        "LastContact",
        server.lastContact().isNegative()
            ? ""
            : GoDuration.format(server.lastContact().truncatedTo(ChronoUnit.MICROS)));
    json.writeNumberField("LastTerm", server.lastTerm());
    json.writeNumberField("LastIndex", server.lastIndex());
  }

  private static void ids(JsonGenerator json, String name, List<ServerHealth> servers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (ServerHealth server : servers) {
      json.writeString(server.id());
    }
    json.writeEndArray();
  }

  private static String status(ServerHealth server) {
    return server.status().name().toLowerCase(Locale.ROOT);
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
