package org.consulkv.cli.snapshot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the records of a snapshot. Threading: one thread.
final class Contents implements StateReader.Visitor {
  /// How many records of a name there are, and their bytes.
  record Total(String name, long count, long bytes) {
    static final Comparator<Total> LARGEST_FIRST =
        Comparator.comparingLong(Total::bytes).reversed().thenComparing(Total::name);

    Total plus(Total other) {
      return new Total(name, count + other.count, bytes + other.bytes);
    }
  }

  private final Map<String, Total> kinds = new HashMap<>();
  private final Map<String, Total> prefixes = new HashMap<>();
  private final boolean withKeys;
  private final int depth;
  private final String filter;

  Contents(boolean withKeys, int depth, String filter) {
    this.withKeys = withKeys;
    this.depth = depth;
    this.filter = filter;
  }

  @Override
  public void record(String kind, String key, long bytes) {
    kinds.merge(kind, new Total(kind, 1, bytes), Total::plus);
    if (withKeys && !key.isEmpty() && key.startsWith(filter)) {
      String prefix = prefix(key);
      prefixes.merge(prefix, new Total(prefix, 1, bytes), Total::plus);
    }
  }

  private String prefix(String key) {
    int end = -1;
    for (int i = 0; i < depth; i++) {
      end = key.indexOf('/', end + 1);
      if (end < 0) {
        return key;
      }
    }
    return depth <= 0 ? key : key.substring(0, end);
  }

  List<Total> kinds() {
    return sorted(kinds);
  }

  List<Total> prefixes() {
    return sorted(prefixes);
  }

  static long bytes(List<Total> totals) {
    long bytes = 0;
    for (Total total : totals) {
      bytes += total.bytes();
    }
    return bytes;
  }

  private static List<Total> sorted(Map<String, Total> totals) {
    List<Total> sorted = new ArrayList<>(totals.values());
    sorted.sort(Total.LARGEST_FIRST);
    return sorted;
  }
}
