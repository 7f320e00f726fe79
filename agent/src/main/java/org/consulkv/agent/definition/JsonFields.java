package org.consulkv.agent.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.config.source.Node;
import org.consulkv.runtime.GoDuration;
import org.jspecify.annotations.Nullable;

/// Fields of a JSON object or an HCL block that a machine wrote or that was checked before: a value
/// of another type counts as absent.
///
/// Threading: immutable, so thread-safe.
public final class JsonFields implements Fields<RuntimeException> {
  private final Map<String, Node> fields = new HashMap<>();
  private final List<Node.Field> entries;

  public JsonFields(Node.Fields object) {
    entries = object.entries();
    for (Node.Field field : entries) {
      fields.put(Fields.normal(field.name()), field.value());
    }
  }

  private @Nullable Node find(String name) {
    return fields.get(Fields.normal(name));
  }

  @Override
  public boolean has(String name) {
    Node node = find(name);
    return node != null && !(node instanceof Node.Null);
  }

  @Override
  public String text(String name) {
    return find(name) instanceof Node.Text(var text, _) ? text : "";
  }

  @Override
  public boolean flag(String name) {
    return find(name) instanceof Node.Flag(boolean flag, _) && flag;
  }

  @Override
  public int integer(String name) {
    return (int) whole(name);
  }

  /// A whole number of 64 bits.
  public long whole(String name) {
    return find(name) instanceof Node.Numeral number ? number.whole() : 0;
  }

  /// A duration in Go's notation, or in nanoseconds.
  @Override
  public Duration duration(String name) {
    return switch (find(name)) {
      case Node.Text(var text, _) -> parsed(text);
      case Node.Numeral number -> Duration.ofNanos(number.whole());
      case null, default -> Duration.ZERO;
    };
  }

  private static Duration parsed(String text) {
    try {
      return text.isEmpty() ? Duration.ZERO : GoDuration.parse(text);
    } catch (IllegalArgumentException _) {
      return Duration.ZERO;
    }
  }

  @Override
  public @Nullable List<String> texts(String name) {
    return find(name) instanceof Node.Items(var items, _) ? texts(items) : null;
  }

  private static List<String> texts(List<Node> items) {
    List<String> texts = new ArrayList<>();
    for (Node item : items) {
      if (item instanceof Node.Text(var text, _)) {
        texts.add(text);
      }
    }
    return texts;
  }

  @Override
  public @Nullable Map<String, String> textMap(String name) {
    JsonFields object = object(name);
    if (object == null) {
      return null;
    }
    Map<String, String> map = new LinkedHashMap<>();
    for (Node.Field field : object.entries) {
      if (field.value() instanceof Node.Text(var text, _)) {
        map.put(field.name(), text);
      }
    }
    return map;
  }

  @Override
  public Map<String, List<String>> lists(String name) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    JsonFields object = object(name);
    if (object != null) {
      for (Node.Field field : object.entries) {
        if (field.value() instanceof Node.Items(var items, _)) {
          lists.put(field.name(), texts(items));
        }
      }
    }
    return lists;
  }

  @Override
  public @Nullable JsonFields object(String name) {
    return find(name) instanceof Node.Fields object ? new JsonFields(object) : null;
  }

  @Override
  public List<Fields<RuntimeException>> blocks(String name) {
    JsonFields object = object(name);
    return object == null ? objects(name) : List.of(object);
  }

  @Override
  public List<Fields<RuntimeException>> objects(String name) {
    List<Fields<RuntimeException>> objects = new ArrayList<>();
    if (find(name) instanceof Node.Items(var items, _)) {
      for (Node item : items) {
        if (item instanceof Node.Fields object) {
          objects.add(new JsonFields(object));
        }
      }
    }
    return objects;
  }

  @Override
  public Map<String, Fields<RuntimeException>> objectMap(String name) {
    Map<String, Fields<RuntimeException>> objects = new LinkedHashMap<>();
    JsonFields object = object(name);
    if (object != null) {
      for (Node.Field field : object.entries) {
        if (field.value() instanceof Node.Fields inner) {
          objects.put(field.name(), new JsonFields(inner));
        }
      }
    }
    return objects;
  }
}
