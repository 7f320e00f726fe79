package org.consulkv.http.session;

import java.util.List;
import java.util.Optional;
import org.consulkv.http.Call;
import org.consulkv.http.Placement;
import org.consulkv.http.Route;
import org.consulkv.http.Routes;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.reading.ReadOptions;
import org.consulkv.http.reading.Reading;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.session.NewSession;
import org.consulkv.server.session.Sessions;
import org.consulkv.state.session.Session;

/// `/v1/session`.
public final class SessionRoutes {
  private final Reading reading;
  private final Sessions sessions;
  private final Placement placement;

  public SessionRoutes(Reading reading, Sessions sessions, Placement placement) {
    this.reading = reading;
    this.sessions = sessions;
    this.placement = placement;
  }

  public void addTo(Routes routes) {
    List.of(
            routes.at("/v1/session/create").on("PUT", this::create),
            routes.at("/v1/session/destroy/").on("PUT", this::destroy),
            routes.at("/v1/session/renew/").on("PUT", this::renew),
            routes.at("/v1/session/info/").on("GET", this::info),
            routes.at("/v1/session/node/").on("GET", this::node),
            routes.at("/v1/session/list").on("GET", this::list))
        .forEach(
            route -> route.with(Route.Trait.ERRORS_CARRY_META, Route.Trait.REFUSES_NAMESPACES));
  }

  private void create(Call call) {
    NewSession asked;
    try {
      asked = SessionBody.read(call.body("http"), call.nodeName());
    } catch (BadJson e) {
      throw Call.badRequest("Request decode failed: " + e.getMessage());
    }
    placement.require(call);
    call.follow(
        sessions.create(asked),
        id ->
            call.json(json -> {
              json.writeStartObject();
              json.writeStringField("ID", id.text());
              json.writeEndObject();
            }));
  }

  private void destroy(Call call) {
    String id = required(call, "Missing session");
    placement.require(call);
    call.follow(sessions.destroy(id), done -> call.json(json -> json.writeBoolean(true)));
  }

  private void renew(Call call) {
    String id = required(call, "Missing session");
    placement.require(call);
    reading.behindBarrier(
        call,
        ReadOptions.PLAIN,
        () -> {
          Optional<Session> session = sessions.renew(id);
          if (session.isEmpty()) {
            throw new ApiException(ErrorKind.NOT_FOUND, "Session id '" + id + "' not found");
          }
          call.json(json -> SessionJson.sessions(json, List.of(session.get())));
        });
  }

  private void info(Call call) {
    ReadOptions options = reading.options(call);
    String id = required(call, "Missing session");
    placement.require(call);
    reading.answer(call, options, SessionReads.One.of(id, call.pretty()));
  }

  private void node(Call call) {
    ReadOptions options = reading.options(call);
    String node = required(call, "Missing node name");
    reading.answer(call, options, new SessionReads.OfNode(node, call.pretty()));
  }

  private void list(Call call) {
    ReadOptions options = reading.options(call);
    reading.answer(call, options, new SessionReads.All(call.pretty()));
  }

  private static String required(Call call, String otherwise) {
    String rest = call.restText();
    if (rest.isEmpty()) {
      throw Call.badRequest(otherwise);
    }
    return rest;
  }
}
