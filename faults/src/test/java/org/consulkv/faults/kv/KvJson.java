package org.consulkv.faults.kv;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The API's JSON.
final class KvJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private KvJson() {}

  static List<Entry> entries(String json) {
    var entries = new ArrayList<Entry>();
    tree(json).forEach(node -> entries.add(entry(node)));
    return entries;
  }

  static List<Entry> transactionResults(String json) {
    var entries = new ArrayList<Entry>();
    tree(json).path("Results").forEach(result -> entries.add(entry(result.path("KV"))));
    return entries;
  }

  static String sets(Map<String, String> values) {
    ArrayNode operations = MAPPER.createArrayNode();
    values.forEach((key, value) ->
        operations
            .addObject()
            .putObject("KV")
            .put("Verb", "set")
            .put("Key", key)
            .put("Value", Base64.getEncoder().encodeToString(value.getBytes(UTF_8))));
    return operations.toString();
  }

  static String fenced(String lock, String session, String key, String value) {
    ArrayNode operations = MAPPER.createArrayNode();
    operation(operations, "check-session", lock).put("Session", session);
    operation(operations, "get", lock);
    operation(operations, "set", key)
        .put("Value", Base64.getEncoder().encodeToString(value.getBytes(UTF_8)));
    return operations.toString();
  }

  static Fenced fencedResult(String json) {
    JsonNode results = tree(json).path("Results");
    JsonNode lock = results.path(results.size() - 2).path("KV");
    JsonNode write = results.path(results.size() - 1).path("KV");
    return new Fenced(lock.path("LockIndex").asLong(), write.path("ModifyIndex").asLong());
  }

  /// @return a field of an object
  static String field(String json, String name) {
    return tree(json).path(name).asText();
  }

  /// @return a field of each object in an array
  static List<String> fields(String json, String name) {
    var values = new ArrayList<String>();
    tree(json).forEach(node -> values.add(node.path(name).asText()));
    return values;
  }

  private static ObjectNode operation(ArrayNode operations, String verb, String key) {
    return operations.addObject().putObject("KV").put("Verb", verb).put("Key", key);
  }

  private static Entry entry(JsonNode node) {
    String value = new String(Base64.getDecoder().decode(node.path("Value").asText("")), UTF_8);
    return new Entry(
        node.path("Key").asText(),
        value,
        node.path("CreateIndex").asLong(),
        node.path("ModifyIndex").asLong());
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }
}
