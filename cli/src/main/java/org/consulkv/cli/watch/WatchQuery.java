package org.consulkv.cli.watch;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The question behind a watch: an endpoint, and what of its answer handlers get.
public final class WatchQuery {
  private static final int NOT_FOUND = 404;

  private final WatchSpec spec;
  private final String path;

  private WatchQuery(WatchSpec spec, String path) {
    this.spec = spec;
    this.path = path;
  }

  /// @throws CommandError if something is missing
  public static WatchQuery of(WatchSpec spec) {
    return new WatchQuery(spec, path(spec));
  }

  private static String path(WatchSpec spec) {
    return switch (spec.type()) {
      case "key" -> "/v1/kv/" + Escape.path(required(spec.key(), "key"));
      case "keyprefix" -> "/v1/kv/" + Escape.path(required(spec.prefix(), "prefix"));
      case "services" -> "/v1/catalog/services";
      case "nodes" -> "/v1/catalog/nodes";
      case "service" -> "/v1/health/service/" + Escape.segment(required(spec.service(), "service"));
      case "checks" -> checks(spec);
      case "event" -> "/v1/event/list";
      case "agent_service" ->
          "/v1/agent/service/" + Escape.segment(required(spec.serviceId(), "service_id"));
      case "connect_roots", "connect_leaf" ->
          throw new CommandError(
              "Watches of type "
                  + spec.type()
                  + " need the service mesh, which this version does not have");
      default -> throw new CommandError("Unsupported watch type: " + spec.type());
    };
  }

  private static String required(String value, String what) {
    if (value.isEmpty()) {
      throw new CommandError("Must specify a single " + what + " to watch");
    }
    return value;
  }

  private static String checks(WatchSpec spec) {
    if (!spec.service().isEmpty() && !spec.state().isEmpty()) {
      throw new CommandError("Cannot specify service and state");
    }
    if (!spec.service().isEmpty()) {
      return "/v1/health/checks/" + Escape.segment(spec.service());
    }
    return "/v1/health/state/" + (spec.state().isEmpty() ? "any" : Escape.segment(spec.state()));
  }

  /// The request that waits until the answer is another than the one with this cursor.
  ///
  /// @param cursor empty not to wait
  Request request(Client client, String cursor) {
    Request request = client.get(path);
    if (!cursor.isEmpty()) {
      request.param(byHash() ? "hash" : "index", cursor);
    }
    if (spec.type().equals("keyprefix")) {
      request.param("recurse", "");
    }
    if (spec.type().equals("event") && !spec.name().isEmpty()) {
      request.param("name", spec.name());
    }
    if (spec.type().equals("service")) {
      for (String tag : spec.tags()) {
        request.param("tag", tag);
      }
      if (spec.passingOnly()) {
        request.param("passing", "1");
      }
    }
    return spec.filter().isEmpty() ? request : request.param("filter", spec.filter());
  }

  /// What tells an answer from the one before: its index, or its hash.
  String cursor(Response response) {
    return response.header(byHash() ? "X-Consul-ContentHash" : "X-Consul-Index");
  }

  /// Whether cursors are numbers that only grow, unless the servers began anew.
  boolean isOrdered() {
    return !byHash() && !isEvents();
  }

  private boolean byHash() {
    return spec.type().equals("agent_service");
  }

  /// Whether answers are lists of which handlers get only what is new.
  boolean isEvents() {
    return spec.type().equals("event");
  }

  /// What handlers get of an answer; it is closed.
  @Nullable Object value(Response response) {
    boolean kv = spec.type().startsWith("key");
    if (kv && response.status() == NOT_FOUND) {
      response.close();
      return null;
    }
    if (response.status() != 200) {
      throw response.unexpected();
    }
    Object answer = response.json();
    if (!kv) {
      return answer;
    }
    List<JsonObject> pairs = new ArrayList<>();
    for (JsonObject pair : JsonObject.objectsOf(answer)) {
      pairs.add(complete(pair));
    }
    return spec.type().equals("keyprefix") ? pairs : pairs.isEmpty() ? null : pairs.get(0);
  }

  /// All fields, in the order that handlers know, those too that the API leaves out.
  private static JsonObject complete(JsonObject pair) {
    return new JsonObject()
        .put("Key", pair.text("Key"))
        .put("CreateIndex", pair.number("CreateIndex"))
        .put("ModifyIndex", pair.number("ModifyIndex"))
        .put("LockIndex", pair.number("LockIndex"))
        .put("Flags", pair.number("Flags"))
        .put("Value", pair.get("Value"))
        .put("Session", pair.text("Session"));
  }

  /// The type, for messages.
  String type() {
    return spec.type();
  }
}
