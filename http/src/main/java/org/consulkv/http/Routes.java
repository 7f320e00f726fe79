package org.consulkv.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.consulkv.agent.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/// All routes. A path that ends with a slash stands for everything below it; the longest one that
/// fits is taken.
///
/// Threading: built at start, then immutable.
public final class Routes {
  private final Map<String, Route> exact = new HashMap<>();
  private final List<Route> prefixes = new ArrayList<>();
  private final List<Ending> endings = new ArrayList<>();

  /// The route most requests take, tried first.
  private @Nullable Route favourite;

  private record Ending(String prefix, String ending, Route route) {
    boolean fits(String path) {
      return path.length() > prefix.length() + ending.length()
          && path.endsWith(ending)
          && path.startsWith(prefix);
    }
  }

  /// Adds a route, or gives the one that is there already.
  public Route at(String path) {
    if (!path.endsWith("/")) {
      return exact.computeIfAbsent(path, Route::new);
    }
    for (Route known : prefixes) {
      if (known.path().equals(path)) {
        return known;
      }
    }
    Route route = new Route(path);
    prefixes.add(route);
    prefixes.sort(Comparator.comparingInt((Route r) -> r.path().length()).reversed());
    return route;
  }

  /// Adds a route for one more part between a prefix and an ending: `/v1/query/` … `/execute`.
  public Route between(String prefix, String ending) {
    Route route = new Route(prefix);
    endings.add(new Ending(prefix, ending, route));
    return route;
  }

  /// Adds a route that is tried before all others. Nothing below it may be a route of its own.
  public Route favourite(String prefix) {
    Route route = at(prefix);
    favourite = route;
    return route;
  }

  void measure(Metrics metrics) {
    exact.values().forEach(route -> route.measure(metrics));
    prefixes.forEach(route -> route.measure(metrics));
    endings.forEach(ending -> ending.route().measure(metrics));
  }

  @Nullable Route find(String path) {
    if (favourite != null && path.startsWith(favourite.path())) {
      return favourite;
    }
    Route route = exact.get(path);
    if (route != null) {
      return route;
    }
    for (int i = 0; i < endings.size(); i++) {
      if (endings.get(i).fits(path)) {
        return endings.get(i).route();
      }
    }
    for (int i = 0; i < prefixes.size(); i++) {
      if (path.startsWith(prefixes.get(i).path())) {
        return prefixes.get(i);
      }
    }
    return null;
  }

  /// Whether the path lacks nothing but its final slash.
  boolean lacksSlash(String path) {
    return !path.endsWith("/") && hasPrefix(path + "/");
  }

  private boolean hasPrefix(String path) {
    return prefixes.stream().anyMatch(route -> route.path().equals(path));
  }
}
