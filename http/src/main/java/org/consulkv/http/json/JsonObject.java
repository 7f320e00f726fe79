package org.consulkv.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An object of a request body. Names are matched without case; a field that is absent or null has
/// its type's zero value; errors name the field as Go's decoder does.
public final class JsonObject {
  private final Map<String, JsonNode> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<String> names = new ArrayList<>();
  private final String struct;
  private final String path;

  private JsonObject(JsonNode node, String struct, String path) {
    this.struct = struct;
    this.path = path;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      fields.put(field.getKey(), field.getValue());
      names.add(field.getKey());
    }
  }

  /// The value of a whole body; `null` counts as an empty object.
  ///
  /// @param struct the name that errors about fields begin with; may be empty
  /// @param type the name that errors about the whole body mention
  public static JsonObject of(JsonNode node, String struct, String type) throws BadJson {
    if (!node.isObject() && !node.isNull()) {
      throw new BadJson("json: cannot unmarshal " + kind(node) + " into Go value of type " + type);
    }
    return new JsonObject(node, struct, "");
  }

  /// @throws BadJson if there is a field of another name
  public void onlyKnows(Collection<String> known) throws BadJson {
    for (String name : names) {
      if (known.stream().noneMatch(name::equalsIgnoreCase)) {
        throw new BadJson("json: unknown field \"" + name + "\"");
      }
    }
  }

  /// The names of all fields, as they were written.
  public List<String> names() {
    return List.copyOf(names);
  }

  public boolean has(String name) {
    return value(name) != null;
  }

  private @Nullable JsonNode value(String name) {
    JsonNode node = fields.get(name);
    return node == null || node.isNull() ? null : node;
  }

  public String text(String name) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return "";
    }
    if (!node.isTextual()) {
      throw mismatch(node, name, "string");
    }
    return node.textValue();
  }

  public boolean flag(String name) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return false;
    }
    if (!node.isBoolean()) {
      throw mismatch(node, name, "bool");
    }
    return node.booleanValue();
  }

  /// A signed number of 64 bits.
  ///
  /// @param type the name of the number's type in errors
  public long integer(String name, String type) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return 0;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw mismatch(node, name, type);
    }
    return node.longValue();
  }

  /// A number, whole or not.
  public double number(String name) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return 0;
    }
    if (!node.isNumber()) {
      throw mismatch(node, name, "float64");
    }
    return node.doubleValue();
  }

  /// A list of numbers; empty if absent.
  public List<Double> numbers(String name) throws BadJson {
    List<Double> numbers = new ArrayList<>();
    JsonNode node = value(name);
    if (node == null) {
      return numbers;
    }
    if (!node.isArray()) {
      throw mismatch(node, name, "[]float64");
    }
    for (JsonNode element : node) {
      if (!element.isNumber()) {
        throw mismatch(element, name, "float64");
      }
      numbers.add(element.doubleValue());
    }
    return numbers;
  }

  /// A number of 64 bits without sign.
  public long unsigned(String name) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return 0;
    }
    if (!node.isIntegralNumber()
        || node.bigIntegerValue().signum() < 0
        || node.bigIntegerValue().bitLength() > 64) {
      throw mismatch(node, name, "uint64");
    }
    return node.bigIntegerValue().longValue();
  }

  /// A number or a text as it is, for fields that may be either; null if absent.
  public @Nullable Object scalar(String name) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return null;
    }
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isNumber()) {
      return node.numberValue();
    }
    throw mismatch(node, name, "time.Duration");
  }

  /// A list of texts; null if absent.
  public @Nullable List<String> texts(String name, String type) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return null;
    }
    if (!node.isArray()) {
      throw mismatch(node, name, type);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : node) {
      if (!element.isTextual() && !element.isNull()) {
        throw mismatch(element, name, type.startsWith("[]") ? type.substring(2) : type);
      }
      texts.add(element.isNull() ? "" : element.textValue());
    }
    return texts;
  }

  /// A map from texts to texts; null if absent.
  public @Nullable Map<String, String> textMap(String name) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      throw mismatch(node, name, "map[string]string");
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      if (!value.isTextual() && !value.isNull()) {
        throw mismatch(value, name, "string");
      }
      map.put(entry.getKey(), value.isNull() ? "" : value.textValue());
    }
    return map;
  }

  /// A nested object; null if absent.
  public @Nullable JsonObject object(String name, String type) throws BadJson {
    JsonNode node = value(name);
    if (node == null) {
      return null;
    }
    if (!node.isObject()) {
      throw mismatch(node, name, type);
    }
    return new JsonObject(node, struct, qualified(name));
  }

  /// The entries of a map from texts to objects; empty if absent.
  public Map<String, JsonObject> objectMap(String name, String type) throws BadJson {
    Map<String, JsonObject> objects = new LinkedHashMap<>();
    JsonObject map = object(name, "map[string]" + type);
    if (map != null) {
      for (String key : map.names) {
        JsonObject entry = map.object(key, type);
        if (entry != null) {
          objects.put(key, entry);
        }
      }
    }
    return objects;
  }

  /// A number or a text as it is; null if absent or anything else.
  public @Nullable Object loose(String name) {
    JsonNode node = value(name);
    if (node == null) {
      return null;
    }
    return node.isTextual() ? node.textValue() : node.isNumber() ? node.numberValue() : null;
  }

  /// A list of nested objects; empty if absent.
  public List<JsonObject> objects(String name, String type) throws BadJson {
    return objects(name, type, "[]" + type);
  }

  /// A list of nested objects; empty if absent.
  ///
  /// @param listType the name of the list's own type
  public List<JsonObject> objects(String name, String type, String listType) throws BadJson {
    List<JsonObject> objects = new ArrayList<>();
    JsonNode node = value(name);
    if (node == null) {
      return objects;
    }
    if (!node.isArray()) {
      throw mismatch(node, name, listType);
    }
    for (JsonNode element : node) {
      if (element.isObject()) {
        objects.add(new JsonObject(element, struct, qualified(name)));
      } else if (!element.isNull()) {
        throw mismatch(element, name, type);
      }
    }
    return objects;
  }

  /// Says that a field has the wrong type.
  private BadJson mismatch(JsonNode node, String name, String type) {
    String what =
        node.isNumber() && !type.equals("string") ? "number " + node.asText() : kind(node);
    return new BadJson(
        "json: cannot unmarshal "
            + what
            + " into Go struct field "
            + struct
            + "."
            + qualified(name)
            + " of type "
            + type);
  }

  private String qualified(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> "bool";
      default -> node.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
