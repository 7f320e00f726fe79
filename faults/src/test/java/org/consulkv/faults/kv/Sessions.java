package org.consulkv.faults.kv;

import java.time.Duration;
import org.consulkv.faults.node.Client;

/// The session API of one node. Sessions hang on no check.
///
/// Threading: thread-safe.
public final class Sessions {
  private final Client client;

  public Sessions(Client client) {
    this.client = client;
  }

  /// @param ttl zero for one that does not end by itself
  public Outcome<String> create(Duration ttl) {
    String time = ttl.isZero() ? "" : ", \"TTL\": \"" + ttl.toSeconds() + "s\"";
    String body = "{\"NodeChecks\": [], \"LockDelay\": \"0s\"" + time + "}";
    return Kv.outcome(
        client.put("/v1/session/create", body), reply -> KvJson.field(reply.body(), "ID"));
  }

  public Outcome<Boolean> destroy(String session) {
    return Kv.outcome(client.put("/v1/session/destroy/" + session, ""), _ -> true);
  }
}
