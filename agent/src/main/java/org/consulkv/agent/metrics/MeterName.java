package org.consulkv.agent.metrics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A metric's name and labels.
record MeterName(String name, Map<String, String> labels) {
  static MeterName of(String name, String... labels) {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i + 1 < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return new MeterName(name, map);
  }

  // Both are written out because they are needed while the agent starts: those that Java makes for
  // records are compiled when they are first called, which takes longer than anything else here.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MeterName that && name.equals(that.name) && labels.equals(that.labels);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + labels.hashCode();
  }
}
