package org.consulkv.http.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.consulkv.agent.event.UserEvent;

/// The JSON of events.
final class EventJson {
  private EventJson() {}

  static void event(JsonGenerator json, UserEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("ID", event.id().toString());
    json.writeStringField("Name", event.name());
    if (event.payload().isEmpty()) {
      json.writeNullField("Payload");
    } else {
      json.writeBinaryField("Payload", event.payload().shared());
    }
    json.writeStringField("NodeFilter", event.nodeFilter());
    json.writeStringField("ServiceFilter", event.serviceFilter());
    json.writeStringField("TagFilter", event.tagFilter());
    json.writeNumberField("Version", UserEvent.VERSION);
    json.writeNumberField("LTime", event.lamportTime());
    json.writeEndObject();
  }

  static void list(JsonGenerator json, List<UserEvent> events) throws IOException {
    json.writeStartArray();
    for (UserEvent event : events) {
      event(json, event);
    }
    json.writeEndArray();
  }
}
