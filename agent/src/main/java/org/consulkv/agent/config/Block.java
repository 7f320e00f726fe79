package org.consulkv.agent.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One block of a list, such as `watches[0]`, read by the names of its keys.
///
/// @param path its own path, for messages
record Block(String path, Settings settings) {
  String text(String name) {
    return value(name) instanceof String text ? text : "";
  }

  boolean flag(String name) {
    return value(name) instanceof Boolean flag && flag;
  }

  List<String> texts(String name) {
    return value(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /// A value of any kind; an empty text if there is none.
  Object any(String name) {
    Object value = value(name);
    return value == null ? "" : value;
  }

  private @Nullable Object value(String name) {
    for (var entry : settings.all().entrySet()) {
      String path = entry.getKey();
      int end = path.indexOf("].");
      if (end >= 0 && path.substring(end + 2).equals(name)) {
        return entry.getValue().value();
      }
    }
    return null;
  }
}
