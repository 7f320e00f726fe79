package org.consulkv.cli.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object: its fields in their order. Missing fields and null read as empty or zero.
/// Threading: built and read by one thread.
public final class JsonObject {
  private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

  /// Sets a field to a text, [JsonNumber], Boolean, [JsonObject], list or null.
  public JsonObject put(String name, @Nullable Object value) {
    fields.put(name, value);
    return this;
  }

  public JsonObject put(String name, long number) {
    return put(name, new JsonNumber(Long.toUnsignedString(number)));
  }

  public List<String> names() {
    return new ArrayList<>(fields.keySet());
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public @Nullable Object get(String name) {
    return fields.get(name);
  }

  /// A field by its name in any case, the exact one first.
  public @Nullable Object find(String name) {
    if (has(name)) {
      return get(name);
    }
    for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return null;
  }

  /// A field as text: texts, numbers and truth values.
  public String text(String name) {
    return textOf(get(name));
  }

  public static String textOf(@Nullable Object value) {
    if (value instanceof JsonNumber number) {
      return number.text();
    }
    return value == null ? "" : value.toString();
  }

  public long number(String name) {
    return get(name) instanceof JsonNumber number ? number.toLong() : 0;
  }

  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(get(name));
  }

  public JsonObject object(String name) {
    return get(name) instanceof JsonObject object ? object : new JsonObject();
  }

  public List<@Nullable Object> list(String name) {
    return listOf(get(name));
  }

  /// The objects in a list; anything else in it is left out.
  public List<JsonObject> objects(String name) {
    return objectsOf(get(name));
  }

  /// A value as a list, empty if it is none.
  @SuppressWarnings("unchecked") // JsonReader makes no other lists.
  public static List<@Nullable Object> listOf(@Nullable Object value) {
    return value instanceof List<?> list
        ? (List<@Nullable Object>) list
        : Collections.<@Nullable Object>emptyList();
  }

  /// The objects in a value that is a list.
  public static List<JsonObject> objectsOf(@Nullable Object value) {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : listOf(value)) {
      if (element instanceof JsonObject object) {
        objects.add(object);
      }
    }
    return objects;
  }
}
