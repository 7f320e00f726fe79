package org.consulkv.server.query;

import java.util.List;
import java.util.Map;
import org.consulkv.state.catalog.CatalogQueries.Health;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.query.PreparedQuery.Target;
import org.jspecify.annotations.Nullable;

/// Which instances a prepared query wants.
final class Matching {
  private Matching() {}

  static boolean wants(Target target, Health instance) {
    return !target.connect()
        && isHealthy(target, instance)
        && hasAll(instance.node().meta(), target.nodeMeta())
        && hasAll(instance.service().meta(), target.serviceMeta())
        && isTagged(instance, target.tags());
  }

  private static boolean isHealthy(Target target, Health instance) {
    List<String> ignored = target.ignoreCheckIds() == null ? List.of() : target.ignoreCheckIds();
    for (Check check : instance.checks()) {
      boolean fails =
          target.onlyPassing()
              ? !check.status().equals(Check.PASSING)
              : check.status().equals(Check.CRITICAL);
      if (fails && !ignored.contains(check.id())) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasAll(
      @Nullable Map<String, String> meta, @Nullable Map<String, String> asked) {
    return asked == null
        || asked.isEmpty()
        || (meta != null && meta.entrySet().containsAll(asked.entrySet()));
  }

  /// A tag after a `!` must not be there, every other must; case does not count.
  private static boolean isTagged(Health instance, @Nullable List<String> asked) {
    List<String> tags = instance.service().tags() == null ? List.of() : instance.service().tags();
    for (String tag : asked == null ? List.<String>of() : asked) {
      boolean unwanted = tag.startsWith("!");
      String name = unwanted ? tag.substring(1) : tag;
      if (tags.stream().anyMatch(name::equalsIgnoreCase) == unwanted) {
        return false;
      }
    }
    return true;
  }
}
