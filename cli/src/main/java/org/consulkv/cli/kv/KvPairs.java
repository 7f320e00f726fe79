package org.consulkv.cli.kv;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.json.JsonObject;

/// Reads the answers of `/v1/kv`.
final class KvPairs {
  private KvPairs() {}

  /// The entries of an answer; it is closed.
  static List<KvPair> read(Response response) {
    List<KvPair> pairs = new ArrayList<>();
    for (JsonObject entry : JsonObject.objectsOf(response.json())) {
      pairs.add(
          new KvPair(
              entry.text("Key"),
              entry.text("Value"),
              entry.number("Flags"),
              entry.number("LockIndex"),
              entry.text("Session"),
              entry.number("CreateIndex"),
              entry.number("ModifyIndex")));
    }
    return pairs;
  }

  /// The keys of an answer to `?keys`; it is closed.
  static List<String> keys(Response response) {
    List<String> keys = new ArrayList<>();
    for (Object key : JsonObject.listOf(response.json())) {
      keys.add(JsonObject.textOf(key));
    }
    return keys;
  }
}
