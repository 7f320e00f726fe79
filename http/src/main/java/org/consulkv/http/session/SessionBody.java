package org.consulkv.http.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.http.json.JsonReader;
import org.consulkv.runtime.GoDuration;
import org.consulkv.server.session.NewSession;

/// The session in the body of `PUT /v1/session/create`.
final class SessionBody {
  /// A bare number below this is seconds, from clients that did not know better.
  private static final long SECONDS_BELOW = 1_000_000;

  private SessionBody() {}

  /// @param self the node of a session that names none
  static NewSession read(byte[] body, String self) throws BadJson {
    if (body.length == 0) {
      return NewSession.of(self);
    }
    JsonObject fields = JsonObject.of(JsonReader.read(body), "", "structs.Session");
    String node = fields.text("Node");
    List<String> checks = fields.texts("Checks", "[]types.CheckID");
    List<String> nodeChecks = fields.texts("NodeChecks", "[]string");
    return new NewSession(
        node.isEmpty() ? self : node,
        fields.text("Name"),
        lockDelay(fields.scalar("LockDelay")),
        fields.text("Behavior"),
        fields.text("TTL"),
        checks == null ? List.of() : checks,
        nodeChecks == null ? NewSession.DEFAULT_NODE_CHECKS : nodeChecks,
        serviceChecks(fields));
  }

  private static List<String> serviceChecks(JsonObject fields) throws BadJson {
    List<String> ids = new ArrayList<>();
    for (JsonObject check : fields.objects("ServiceChecks", "structs.ServiceCheck")) {
      ids.add(check.text("ID"));
    }
    return ids;
  }

  private static Duration lockDelay(@org.jspecify.annotations.Nullable Object value)
      throws BadJson {
    return switch (value) {
      case null -> NewSession.DEFAULT_LOCK_DELAY;
      case Number number when number.longValue() < SECONDS_BELOW ->
          Duration.ofSeconds(number.longValue());
      case Number number -> Duration.ofNanos(number.longValue());
      default -> parse(value.toString());
    };
  }

  private static Duration parse(String text) throws BadJson {
    try {
      return text.isEmpty() ? NewSession.DEFAULT_LOCK_DELAY : GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadJson(String.valueOf(e.getMessage()));
    }
  }
}
