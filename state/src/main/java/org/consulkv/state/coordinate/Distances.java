package org.consulkv.state.coordinate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;

/// Estimated round-trip times from one node to others.
///
/// Threading: one query's.
public final class Distances {
  private final View view;
  private final List<NodeCoordinate> source;
  private final Map<String, Double> known = new HashMap<>();

  private Distances(View view, List<NodeCoordinate> source) {
    this.view = view;
    this.source = source;
  }

  /// Sorts what is on nodes by distance, the nearest first; what is equally far, or on a node that
  /// nobody has measured, stays in its order, at the end. Without coordinates of the source nothing
  /// changes. Answers do not become newer by new coordinates, as in Consul, so nothing is watched.
  ///
  /// @param source the node from which to measure
  public static <T> List<T> nearestFirst(
      View view, String source, List<T> values, Function<T, String> nodeOf) {
    List<NodeCoordinate> here = CoordinateQueries.ofNode(view, WatchSet.NONE, source).value();
    if (here.isEmpty() || values.size() < 2) {
      return values;
    }
    var distances = new Distances(view, here);
    List<T> sorted = new ArrayList<>(values);
    sorted.sort(Comparator.comparingDouble(value -> distances.to(nodeOf.apply(value))));
    return sorted;
  }

  private double to(String node) {
    return known.computeIfAbsent(node, this::measure);
  }

  private double measure(String node) {
    for (NodeCoordinate there : CoordinateQueries.ofNode(view, WatchSet.NONE, node).value()) {
      for (NodeCoordinate here : source) {
        if (here.segment().equals(there.segment())) {
          return here.coordinate().secondsTo(there.coordinate());
        }
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
