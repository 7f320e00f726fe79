package org.consulkv.cli.kv;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.json.Json;

/// Reads the answers of `/v1/kv`.
final class KvPairs {
  private KvPairs() {}

  /// The entries of an answer; it is closed.
  static List<KvPair> read(Response response) {
    List<KvPair> pairs = new ArrayList<>();
    try (response;
        JsonParser json = Json.factory().createParser(response.body())) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        return pairs;
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        pairs.add(pair(json));
      }
    } catch (IOException e) {
      throw new ClientError(String.valueOf(e.getMessage()));
    }
    return pairs;
  }

  /// The keys of an answer to `?keys`; it is closed.
  static List<String> keys(Response response) {
    List<String> keys = new ArrayList<>();
    try (response;
        JsonParser json = Json.factory().createParser(response.body())) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          keys.add(json.getText());
        }
      }
    } catch (IOException e) {
      throw new ClientError(String.valueOf(e.getMessage()));
    }
    return keys;
  }

  private static KvPair pair(JsonParser json) throws IOException {
    String key = "";
    String session = "";
    String value = "";
    long flags = 0;
    long lockIndex = 0;
    long createIndex = 0;
    long modifyIndex = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      switch (name) {
        case "Key" -> key = json.getText();
        case "Session" -> session = json.getText();
        case "Value" -> value = token == JsonToken.VALUE_NULL ? value : json.getText();
        case "Flags" -> flags = json.getBigIntegerValue().longValue();
        case "LockIndex" -> lockIndex = json.getLongValue();
        case "CreateIndex" -> createIndex = json.getLongValue();
        case "ModifyIndex" -> modifyIndex = json.getLongValue();
        default -> json.skipChildren();
      }
    }
    return new KvPair(key, value, flags, lockIndex, session, createIndex, modifyIndex);
  }
}
