package org.consulkv.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one source, or several merged, sets: a value for each path, as `ports.http`.
///
/// Threading: confined to the thread that loads the configuration.
final class Settings {
  private final SortedMap<String, Setting> values = new TreeMap<>();

  /// Sets a path, by Consul's rules when it is set already: lists append, maps merge, else the
  /// later value wins.
  void add(String path, Setting setting) {
    values.merge(path, setting, Settings::merged);
  }

  /// Adds all of a later source.
  void addAll(Settings later) {
    later.values.forEach(this::add);
  }

  void remove(String path) {
    values.remove(path);
  }

  SortedMap<String, Setting> all() {
    return Collections.unmodifiableSortedMap(values);
  }

  private static Setting merged(Setting earlier, Setting later) {
    Object value =
        switch (later.spec().kind()) {
          case STRINGS, BLOCKS -> joined((List<?>) earlier.value(), (List<?>) later.value());
          case MAP -> union((Map<?, ?>) earlier.value(), (Map<?, ?>) later.value());
          default -> later.value();
        };
    return new Setting(later.spec(), value, later.origin());
  }

  private static List<Object> joined(List<?> first, List<?> second) {
    List<Object> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static Map<Object, Object> union(Map<?, ?> first, Map<?, ?> second) {
    Map<Object, Object> all = new LinkedHashMap<>(first);
    all.putAll(second);
    return all;
  }
}
