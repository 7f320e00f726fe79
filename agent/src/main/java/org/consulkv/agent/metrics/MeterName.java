package org.consulkv.agent.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A metric's name and labels.
record MeterName(String name, Map<String, String> labels) {
  static MeterName of(String name, String... labels) {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i + 1 < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return new MeterName(name, map);
  }
}
