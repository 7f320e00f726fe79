package org.consulkv.agent.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.definition.Fields;
import org.jspecify.annotations.Nullable;

/// The settings of one block in a list of blocks, and what is nested in it. Types were checked when
/// the file was read, except in values that are kept as they are.
///
/// Threading: immutable, so thread-safe.
final class SettingsFields implements Fields<RuntimeException> {
  private final Map<String, Object> values;

  SettingsFields(Settings block) {
    values = new HashMap<>();
    block.all().forEach((path, setting) -> values.put(inBlock(path), setting.value()));
  }

  private SettingsFields(Map<String, Object> values) {
    this.values = values;
  }

  /// `weights.passing` for `services[0].weights.passing`.
  private static String inBlock(String path) {
    return path.substring(path.lastIndexOf("].") + 2);
  }

  @Override
  public boolean has(String name) {
    return values.containsKey(name);
  }

  @Override
  public String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  @Override
  public boolean flag(String name) {
    return values.get(name) instanceof Boolean flag && flag;
  }

  @Override
  public int integer(String name) {
    return values.get(name) instanceof Long number ? (int) (long) number : 0;
  }

  @Override
  public Duration duration(String name) {
    return values.get(name) instanceof Duration duration ? duration : Duration.ZERO;
  }

  @Override
  public @Nullable List<String> texts(String name) {
    return values.get(name) instanceof List<?> list ? texts(list) : null;
  }

  private static List<String> texts(List<?> list) {
    return list.stream().map(String::valueOf).toList();
  }

  @Override
  public @Nullable Map<String, String> textMap(String name) {
    if (!(values.get(name) instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
    return texts;
  }

  @Override
  public Map<String, List<String>> lists(String name) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : merged(values.get(name)).entrySet()) {
      Object value = entry.getValue();
      lists.put(
          entry.getKey(),
          value instanceof List<?> list ? texts(list) : List.of(String.valueOf(value)));
    }
    return lists;
  }

  /// A map, or HCL's list of blocks as one map.
  private static Map<String, Object> merged(@Nullable Object value) {
    Map<String, Object> merged = new LinkedHashMap<>();
    List<?> parts =
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    for (Object part : parts) {
      if (part instanceof Map<?, ?> map) {
        map.forEach((key, inner) -> merged.put(String.valueOf(key), inner));
      }
    }
    return merged;
  }

  @Override
  public @Nullable SettingsFields object(String name) {
    Object value = values.get(name);
    if (value != null) {
      return value instanceof Map<?, ?> || value instanceof List<?>
          ? new SettingsFields(merged(value))
          : null;
    }
    Map<String, Object> nested = new HashMap<>();
    String prefix = name + ".";
    values.forEach((path, inner) -> {
      if (path.startsWith(prefix)) {
        nested.put(path.substring(prefix.length()), inner);
      }
    });
    return nested.isEmpty() ? null : new SettingsFields(nested);
  }

  @Override
  public List<Fields<RuntimeException>> blocks(String name) {
    return objects(name);
  }

  @Override
  public List<Fields<RuntimeException>> objects(String name) {
    List<Fields<RuntimeException>> objects = new ArrayList<>();
    if (values.get(name) instanceof List<?> list) {
      for (Object element : list) {
        if (element instanceof Settings block) {
          objects.add(new SettingsFields(block));
        }
      }
    }
    return objects;
  }

  @Override
  public Map<String, Fields<RuntimeException>> objectMap(String name) {
    Map<String, Fields<RuntimeException>> objects = new LinkedHashMap<>();
    merged(values.get(name))
        .forEach((key, value) -> objects.put(key, new SettingsFields(merged(value))));
    return objects;
  }
}
