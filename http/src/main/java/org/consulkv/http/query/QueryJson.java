package org.consulkv.http.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.consulkv.http.catalog.InstanceJson;
import org.consulkv.http.catalog.WanAddresses;
import org.consulkv.server.query.Execution;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.PreparedQuery.Failover;
import org.consulkv.state.query.PreparedQuery.Place;
import org.consulkv.state.query.PreparedQuery.Target;
import org.jspecify.annotations.Nullable;

/// The JSON of prepared queries and of what they find.
final class QueryJson {
  private QueryJson() {}

  static void query(JsonGenerator json, PreparedQuery query) throws IOException {
    json.writeStartObject();
    json.writeStringField("ID", query.id().text());
    json.writeStringField("Name", query.name());
    json.writeStringField("Session", query.session());
    json.writeStringField("Token", query.token());
    json.writeObjectFieldStart("Template");
    json.writeStringField("Type", query.template().type());
    json.writeStringField("Regexp", query.template().regexp());
    json.writeBooleanField("RemoveEmptyTags", query.template().removeEmptyTags());
    json.writeEndObject();
    json.writeFieldName("Service");
    target(json, query.service());
    dns(json, query);
    json.writeNumberField("CreateIndex", query.createIndex());
    json.writeNumberField("ModifyIndex", query.modifyIndex());
    json.writeEndObject();
  }

  private static void target(JsonGenerator json, Target target) throws IOException {
    json.writeStartObject();
    json.writeStringField("Service", target.service());
    json.writeFieldName("Failover");
    failover(json, target.failover());
    json.writeBooleanField("OnlyPassing", target.onlyPassing());
    list(json, "IgnoreCheckIDs", target.ignoreCheckIds());
    json.writeStringField("Near", target.near());
    list(json, "Tags", target.tags());
    map(json, "NodeMeta", target.nodeMeta());
    map(json, "ServiceMeta", target.serviceMeta());
    json.writeBooleanField("Connect", target.connect());
    json.writeEndObject();
  }

  private static void failover(JsonGenerator json, Failover failover) throws IOException {
    json.writeStartObject();
    json.writeNumberField("NearestN", failover.nearestN());
    list(json, "Datacenters", failover.datacenters());
    List<Place> places = failover.places();
    if (places != null && !places.isEmpty()) {
      json.writeArrayFieldStart("Targets");
      for (Place place : places) {
        json.writeStartObject();
        json.writeStringField("Peer", place.peer());
        json.writeStringField("Datacenter", place.datacenter());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void dns(JsonGenerator json, PreparedQuery query) throws IOException {
    json.writeObjectFieldStart("DNS");
    json.writeStringField("TTL", query.dnsTtl());
    json.writeEndObject();
  }

  static void execution(
      JsonGenerator json, Execution execution, WanAddresses addresses, String consistency)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("Service", execution.query().service().service());
    json.writeArrayFieldStart("Nodes");
    for (Health instance : addresses.health(execution.nodes())) {
      InstanceJson.health(json, instance);
    }
    json.writeEndArray();
    dns(json, execution.query());
    json.writeStringField("Datacenter", execution.datacenter());
    json.writeNumberField("Failovers", execution.failovers());
    meta(json, consistency);
    json.writeEndObject();
  }

  static void explanation(JsonGenerator json, PreparedQuery query, String consistency)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName("Query");
    query(json, query);
    meta(json, consistency);
    json.writeEndObject();
  }

  /// What Consul lets through of its own bookkeeping.
  private static void meta(JsonGenerator json, String consistency) throws IOException {
    json.writeNumberField("Backend", 0);
    json.writeNumberField("Index", QueryRoutes.NO_INDEX);
    json.writeNumberField("LastContact", 0);
    json.writeBooleanField("KnownLeader", true);
    json.writeStringField("ConsistencyLevel", consistency);
    json.writeBooleanField("NotModified", false);
  }

  private static void list(JsonGenerator json, String name, @Nullable List<String> list)
      throws IOException {
    if (list == null) {
      json.writeNullField(name);
      return;
    }
    json.writeArrayFieldStart(name);
    for (String element : list) {
      json.writeString(element);
    }
    json.writeEndArray();
  }

  private static void map(JsonGenerator json, String name, @Nullable Map<String, String> map)
      throws IOException {
    if (map == null) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> entry : map.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }
}
