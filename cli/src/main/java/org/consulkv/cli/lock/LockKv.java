package org.consulkv.cli.lock;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;

/// The requests that locks are made of. Reads are consistent: nobody holds a lock by what a server
/// believes that is none any more.
///
/// Threading: immutable; any thread.
final class LockKv {
  private final Client client;

  LockKv(Client client) {
    this.client = client;
  }

  /// A key with what locks need to know of it.
  ///
  /// @param flags as the API writes them, unsigned
  /// @param session that holds it, or empty
  /// @param value in Base64
  record Pair(String key, String flags, String session, String value, long modifyIndex) {}

  /// What a read found, and the index to wait for the next change with.
  record Found(List<Pair> pairs, long index) {
    /// @return the pair of that key, else one that does not exist: index 0, all else empty
    Pair of(String key) {
      for (Pair pair : pairs) {
        if (pair.key().equals(key)) {
          return pair;
        }
      }
      return new Pair(key, "", "", "", 0);
    }
  }

  /// Reads a key, once its index is above this one or the time is over; index 0 waits for nothing.
  Found read(String key, long index, Duration wait) {
    return found(client.get("/v1/kv/" + Escape.path(key)), index, wait);
  }

  /// The same for all keys under a prefix.
  Found list(String prefix, long index, Duration wait) {
    Request request = client.get("/v1/kv/" + Escape.path(prefix)).param("recurse", "");
    return found(request, index, wait);
  }

  private static Found found(Request request, long index, Duration wait) {
    request.param("consistent", "");
    if (index > 0) {
      request.param("index", Long.toUnsignedString(index));
      request.param("wait", Math.max(1, wait.toMillis()) + "ms");
    }
    Response response = request.send();
    if (response.status() != 200 && response.status() != 404) {
      throw response.unexpected();
    }
    long answered = index(response.header("X-Consul-Index"));
    List<Pair> pairs = new ArrayList<>();
    if (response.status() == 200) {
      for (JsonObject entry : JsonObject.objectsOf(response.json())) {
        pairs.add(
            new Pair(
                entry.text("Key"),
                entry.text("Flags"),
                entry.text("Session"),
                entry.text("Value"),
                entry.number("ModifyIndex")));
      }
    } else {
      response.close();
    }
    return new Found(pairs, answered < index ? 0 : answered);
  }

  private static long index(String header) {
    try {
      return header.isEmpty() ? 0 : Long.parseUnsignedLong(header);
    } catch (NumberFormatException e) {
      throw new ClientError("the X-Consul-Index " + header + " is not a number");
    }
  }

  /// Writes a key and locks it for the session.
  ///
  /// @return false if it is locked, or was taken from its holder a moment ago
  boolean acquire(String key, String session, String flags, String value) {
    return isTrue(write(key, flags, value).param("acquire", session));
  }

  boolean release(String key, String session, String flags) {
    return isTrue(write(key, flags, "").param("release", session));
  }

  /// @param modifyIndex of the key as it was read, 0 for one that was not there
  boolean compareAndSet(String key, String flags, String value, long modifyIndex) {
    return isTrue(write(key, flags, value).param("cas", Long.toUnsignedString(modifyIndex)));
  }

  boolean compareAndDelete(String key, long modifyIndex) {
    Request request = client.delete("/v1/kv/" + Escape.path(key));
    return isTrue(request.param("cas", Long.toUnsignedString(modifyIndex)));
  }

  void delete(String key) {
    client.delete("/v1/kv/" + Escape.path(key)).sendOk().close();
  }

  private Request write(String key, String flags, String value) {
    return client
        .put("/v1/kv/" + Escape.path(key))
        .param("flags", flags)
        .body(value.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isTrue(Request request) {
    return request.sendOk().text().strip().equals("true");
  }

  /// Creates a session.
  ///
  /// @param behavior what becomes of its keys when it ends: `release` or `delete`
  /// @return its id
  String createSession(String name, Duration ttl, String behavior) {
    JsonObject session =
        new JsonObject()
            .put("Name", name)
            .put("TTL", ttl.toSeconds() + "s")
            .put("Behavior", behavior);
    String body = JsonWriter.compact(session);
    Response response =
        client.put("/v1/session/create").body(body.getBytes(StandardCharsets.UTF_8)).sendOk();
    if (response.json() instanceof JsonObject created && !created.text("ID").isEmpty()) {
      return created.text("ID");
    }
    throw new ClientError("the agent told no session");
  }

  /// @return false if there is no such session any more
  boolean renewSession(String session) {
    Response response = client.put("/v1/session/renew/" + session).send();
    if (response.status() != 200 && response.status() != 404) {
      throw response.unexpected();
    }
    response.close();
    return response.status() == 200;
  }

  void destroySession(String session) {
    client.put("/v1/session/destroy/" + session).sendOk().close();
  }
}
