package org.consulkv.http.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consulkv.agent.definition.Fields;
import org.consulkv.http.json.BadJson;
import org.consulkv.http.json.JsonObject;
import org.consulkv.runtime.GoDuration;
import org.jspecify.annotations.Nullable;

/// The fields of a definition in a request's body, in any of their spellings.
final class BodyFields implements Fields<BadJson> {
  private final JsonObject object;
  private final Map<String, String> written = new HashMap<>();

  BodyFields(JsonObject object) {
    this.object = object;
    object.names().forEach(name -> written.putIfAbsent(Fields.normal(name), name));
  }

  /// @param names as [Fields#normal] has them
  /// @throws BadJson if there is a field of another name
  BodyFields onlyKnows(Set<String> names) throws BadJson {
    for (String name : object.names()) {
      if (!names.contains(Fields.normal(name))) {
        throw new BadJson("json: unknown field \"" + name + "\"");
      }
    }
    return this;
  }

  /// The name as the body has it.
  private String name(String name) {
    return written.getOrDefault(Fields.normal(name), name);
  }

  @Override
  public boolean has(String name) {
    return object.has(name(name));
  }

  @Override
  public String text(String name) throws BadJson {
    return object.text(name(name));
  }

  @Override
  public boolean flag(String name) throws BadJson {
    return object.flag(name(name));
  }

  @Override
  public int integer(String name) throws BadJson {
    return (int) object.integer(name(name), "int");
  }

  /// A duration in Go's notation, or in nanoseconds; anything else counts as none.
  @Override
  public Duration duration(String name) throws BadJson {
    return switch (object.loose(name(name))) {
      case String text when !text.isEmpty() -> parsed(text);
      case Number number -> Duration.ofNanos(number.longValue());
      case null, default -> Duration.ZERO;
    };
  }

  private static Duration parsed(String text) throws BadJson {
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadJson(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public @Nullable List<String> texts(String name) throws BadJson {
    return object.texts(name(name), "[]string");
  }

  @Override
  public @Nullable Map<String, String> textMap(String name) throws BadJson {
    return object.textMap(name(name));
  }

  @Override
  public Map<String, List<String>> lists(String name) throws BadJson {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    JsonObject map = object.object(name(name), "map[string][]string");
    if (map != null) {
      for (String key : map.names()) {
        List<String> values = map.texts(key, "[]string");
        lists.put(key, values == null ? List.of() : values);
      }
    }
    return lists;
  }

  @Override
  public @Nullable BodyFields object(String name) throws BadJson {
    JsonObject inner = object.object(name(name), GoTypes.of(name));
    return inner == null ? null : new BodyFields(inner);
  }

  @Override
  public List<Fields<BadJson>> blocks(String name) throws BadJson {
    JsonObject inner = object.object(name(name), GoTypes.of(name));
    return inner == null ? List.of() : List.of(nested(name, inner));
  }

  @Override
  public List<Fields<BadJson>> objects(String name) throws BadJson {
    List<Fields<BadJson>> objects = new ArrayList<>();
    for (JsonObject inner : object.objects(name(name), GoTypes.CHECK, GoTypes.of(name))) {
      objects.add(nested(name, inner));
    }
    return objects;
  }

  private static BodyFields nested(String name, JsonObject inner) throws BadJson {
    BodyFields fields = new BodyFields(inner);
    return name.startsWith("check")
        ? fields.onlyKnows(org.consulkv.agent.definition.CheckFields.NAMES)
        : fields;
  }

  @Override
  public Map<String, Fields<BadJson>> objectMap(String name) throws BadJson {
    Map<String, Fields<BadJson>> objects = new LinkedHashMap<>();
    for (Map.Entry<String, JsonObject> entry :
        object.objectMap(name(name), "structs.ServiceAddress").entrySet()) {
      objects.put(entry.getKey(), new BodyFields(entry.getValue()));
    }
    return objects;
  }
}
