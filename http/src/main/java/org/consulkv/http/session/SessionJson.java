package org.consulkv.http.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.consulkv.state.session.Session;

/// The JSON of sessions.
final class SessionJson {
  private SessionJson() {}

  static void sessions(JsonGenerator json, List<Session> sessions) throws IOException {
    json.writeStartArray();
    for (Session session : sessions) {
      session(json, session);
    }
    json.writeEndArray();
  }

  private static void session(JsonGenerator json, Session session) throws IOException {
    json.writeStartObject();
    json.writeStringField("ID", session.id().text());
    json.writeStringField("Name", session.name());
    json.writeStringField("Node", session.node());
    json.writeNumberField("LockDelay", session.lockDelay().toNanos());
    json.writeStringField("Behavior", session.behavior().word());
    json.writeStringField("TTL", session.ttl());
    if (!session.checks().isEmpty()) {
      texts(json, "Checks", session.checks());
    }
    texts(json, "NodeChecks", session.nodeChecks());
    if (session.serviceChecks().isEmpty()) {
      json.writeNullField("ServiceChecks");
    } else {
      json.writeArrayFieldStart("ServiceChecks");
      for (String id : session.serviceChecks()) {
        json.writeStartObject();
        json.writeStringField("ID", id);
        json.writeStringField("Namespace", "");
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeNumberField("CreateIndex", session.createIndex());
    json.writeNumberField("ModifyIndex", session.modifyIndex());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
