package org.consulkv.http.ui;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.Check;

/// What is said of all instances of a service together.
///
/// Threading: one query's while it is filled.
final class ServiceFeed {
  private static final String EXTERNAL_SOURCE = "external-source";

  private final String name;
  private final SortedSet<String> nodes = new TreeSet<>();
  private final SortedSet<String> tags = new TreeSet<>();
  private final SortedSet<String> externalSources = new TreeSet<>();
  private final Set<List<String>> counted = new HashSet<>();
  private int instances;
  private int passing;
  private int warning;
  private int critical;

  ServiceFeed(String name) {
    this.name = name;
  }

  void add(Health health) {
    instances++;
    nodes.add(health.node().name());
    if (health.service().tags() != null) {
      tags.addAll(health.service().tags());
    }
    Map<String, String> meta = health.service().meta();
    String source = meta == null ? null : meta.get(EXTERNAL_SOURCE);
    if (source != null && !source.isEmpty()) {
      externalSources.add(source);
    }
    for (Check check : health.checks()) {
      if (counted.add(List.of(check.node(), check.id()))) {
        count(check.status());
      }
    }
  }

  private void count(String status) {
    switch (status) {
      case Check.PASSING -> passing++;
      case Check.WARNING -> warning++;
      case Check.CRITICAL -> critical++;
      default -> {} // of no class that is shown
    }
  }

  String name() {
    return name;
  }

  SortedSet<String> nodes() {
    return nodes;
  }

  SortedSet<String> tags() {
    return tags;
  }

  SortedSet<String> externalSources() {
    return externalSources;
  }

  int instances() {
    return instances;
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
