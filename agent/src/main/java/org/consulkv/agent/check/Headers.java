package org.consulkv.agent.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Immutable copies of HTTP header maps, in their order.
final class Headers {
  private Headers() {}

  static Map<String, List<String>> copy(Map<String, List<String>> header) {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    header.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return Collections.unmodifiableMap(copy);
  }
}
