package org.consulkv.http.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.consulkv.http.Call;
import org.consulkv.http.filter.Filter;
import org.consulkv.http.filter.Selectors;
import org.consulkv.http.request.QueryString;
import org.consulkv.state.Snapshot;
import org.consulkv.state.catalog.Node;
import org.consulkv.state.coordinate.Distances;
import org.jspecify.annotations.Nullable;

/// What a reader wants of a list, and in which order: `node-meta`, `filter` and `near`.
///
/// @param nodeMeta pairs that the node must have, all of them
/// @param near the node whose distance decides the order, or an empty text
record Narrowing<T>(Map<String, String> nodeMeta, Filter<T> filter, String near) {
  private static final String THIS_AGENT = "_agent";

  /// @throws org.consulkv.server.ApiException if the filter is malformed
  static <T> Narrowing<T> of(Call call, Selectors<T> selectors) {
    QueryString query = call.query();
    if (query.isEmpty()) {
      return new Narrowing<>(Map.of(), Filter.parse("", selectors), "");
    }
    String near = query.first("near");
    return new Narrowing<>(
        nodeMeta(query),
        Filter.parse(query.first("filter"), selectors),
        near.equals(THIS_AGENT) ? call.nodeName() : near);
  }

  /// The pairs of `?node-meta=key:value`, which must all fit.
  static Map<String, String> nodeMeta(QueryString query) {
    Map<String, String> meta = new LinkedHashMap<>();
    for (String pair : query.all("node-meta")) {
      int colon = pair.indexOf(':');
      meta.put(
          colon < 0 ? pair : pair.substring(0, colon), colon < 0 ? "" : pair.substring(colon + 1));
    }
    return meta;
  }

  /// Whether the order depends on nothing but the rows themselves.
  boolean isInNaturalOrder() {
    return near.isEmpty();
  }

  /// The values that are wanted, in the order that is wanted.
  List<T> of(Snapshot snapshot, List<T> values, Function<T, @Nullable Node> nodeOf) {
    List<T> kept = values;
    if (!nodeMeta.isEmpty()) {
      kept = kept.stream().filter(value -> hasAll(nodeOf.apply(value), nodeMeta)).toList();
    }
    kept = filter.of(kept);
    return near.isEmpty()
        ? kept
        : Distances.nearestFirst(snapshot, near, kept, value -> name(nodeOf.apply(value)));
  }

  private static String name(@Nullable Node node) {
    return node == null ? "" : node.name();
  }

  /// Whether the node has all these pairs.
  static boolean hasAll(@Nullable Node node, Map<String, String> asked) {
    if (asked.isEmpty()) {
      return true;
    }
    Map<String, String> meta = node == null ? null : node.meta();
    return meta != null && meta.entrySet().containsAll(asked.entrySet());
  }
}
