package org.consulkv.http.ui;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.catalog.Node;

/// How many nodes, instances and checks there are, by their health.
record Overview(Collection<Count> nodes, Collection<Count> services, Collection<Count> checks) {

  /// What has one name, by health. Threading: one query's while it is filled.
  static final class Count {
    private final String name;
    private int total;
    private int passing;
    private int warning;
    private int critical;

    Count(String name) {
      this.name = name;
    }

    private void add(String status) {
      total++;
      switch (status) {
        case Check.CRITICAL -> critical++;
        case Check.WARNING -> warning++;
        default -> passing++;
      }
    }

    String name() {
      return name;
    }

    int total() {
      return total;
    }

    int passing() {
      return passing;
    }

    int warning() {
      return warning;
    }

    int critical() {
      return critical;
    }
  }

  static Overview of(View view) {
    Count nodes = new Count("");
    SortedMap<String, Count> services = new TreeMap<>();
    SortedMap<String, Count> checks = new TreeMap<>();
    for (Node node : CatalogQueries.nodes(view, WatchSet.NONE).value()) {
      List<Check> ofNode = new ArrayList<>();
      for (Check check : CatalogQueries.nodeChecks(view, WatchSet.NONE, node.name()).value()) {
        checks.computeIfAbsent(check.name(), Count::new).add(check.status());
        if (check.serviceId().isEmpty()) {
          ofNode.add(check);
        }
      }
      nodes.add(worst(ofNode));
    }
    for (String name : CatalogQueries.services(view, WatchSet.NONE).value().keySet()) {
      for (Health health : CatalogQueries.health(view, WatchSet.NONE, name).value()) {
        services.computeIfAbsent(name, Count::new).add(worst(health.checks()));
      }
    }
    return new Overview(List.of(nodes), services.values(), checks.values());
  }

  private static String worst(List<Check> checks) {
    String worst = Check.PASSING;
    for (Check check : checks) {
      if (check.status().equals(Check.CRITICAL)) {
        return Check.CRITICAL;
      }
      if (check.status().equals(Check.WARNING)) {
        worst = Check.WARNING;
      }
    }
    return worst;
  }
}
