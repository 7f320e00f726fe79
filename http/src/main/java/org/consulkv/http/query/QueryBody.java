package org.consulkv.http.query;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.state.query.PreparedQuery;
import org.consulkv.state.query.PreparedQuery.Failover;
import org.consulkv.state.query.PreparedQuery.Place;
import org.consulkv.state.query.PreparedQuery.Target;
import org.consulkv.state.query.PreparedQuery.Template;
import org.consulkv.state.query.QueryId;
import org.jspecify.annotations.Nullable;

/// The prepared query in the body of a POST or a PUT.
///
/// @param id as the body has it; may be empty
record QueryBody(
    String id,
    String name,
    String session,
    String token,
    Target target,
    String dnsTtl,
    Template template) {
  private static final List<String> FIELDS =
      List.of(
          "ID",
          "Name",
          "Session",
          "Token",
          "Template",
          "Service",
          "DNS",
          "CreateIndex",
          "ModifyIndex");
  private static final List<String> SERVICE_FIELDS =
      List.of(
          "Service",
          "Failover",
          "OnlyPassing",
          "IgnoreCheckIDs",
          "Near",
          "Tags",
          "NodeMeta",
          "ServiceMeta",
          "Connect");

  static QueryBody read(byte[] body) throws BadJson {
    JsonObject fields =
        JsonObject.of(JsonReader.read(body), "PreparedQuery", "structs.PreparedQuery");
    fields.onlyKnows(FIELDS);
    JsonObject dns = fields.object("DNS", "structs.QueryDNSOptions");
    if (dns != null) {
      dns.onlyKnows(List.of("TTL"));
    }
    return new QueryBody(
        fields.text("ID"),
        fields.text("Name"),
        fields.text("Session"),
        fields.text("Token"),
        target(fields.object("Service", "structs.ServiceQuery")),
        dns == null ? "" : dns.text("TTL"),
        template(fields.object("Template", "structs.QueryTemplateOptions")));
  }

  private static Template template(@Nullable JsonObject fields) throws BadJson {
    if (fields == null) {
      return Template.NONE;
    }
    fields.onlyKnows(List.of("Type", "Regexp", "RemoveEmptyTags"));
    return new Template(fields.text("Type"), fields.text("Regexp"), fields.flag("RemoveEmptyTags"));
  }

  private static Target target(@Nullable JsonObject fields) throws BadJson {
    if (fields == null) {
      return Target.of("");
    }
    fields.onlyKnows(SERVICE_FIELDS);
    return new Target(
        fields.text("Service"),
        failover(fields.object("Failover", "structs.QueryFailoverOptions")),
        fields.flag("OnlyPassing"),
        fields.texts("IgnoreCheckIDs", "[]types.CheckID"),
        fields.text("Near"),
        fields.texts("Tags", "[]string"),
        fields.textMap("NodeMeta"),
        fields.textMap("ServiceMeta"),
        fields.flag("Connect"));
  }

  private static Failover failover(@Nullable JsonObject fields) throws BadJson {
    if (fields == null) {
      return Failover.NONE;
    }
    fields.onlyKnows(List.of("NearestN", "Datacenters", "Targets"));
    long nearest = fields.integer("NearestN", "int");
    List<Place> places = null;
    if (fields.has("Targets")) {
      places = new ArrayList<>();
      for (JsonObject place : fields.objects("Targets", "structs.QueryFailoverTarget")) {
        place.onlyKnows(List.of("Peer", "Datacenter", "Partition", "Namespace"));
        places.add(new Place(place.text("Peer"), place.text("Datacenter")));
      }
    }
    return new Failover(
        Math.clamp(nearest, Integer.MIN_VALUE, Integer.MAX_VALUE),
        fields.texts("Datacenters", "[]string"),
        places);
  }

  PreparedQuery query(QueryId its) {
    return new PreparedQuery(its, name, session, token, target, dnsTtl, template, 0, 0);
  }
}
