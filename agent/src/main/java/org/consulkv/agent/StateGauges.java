package org.consulkv.agent;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.consulkv.agent.metrics.Metrics;
import org.consulkv.state.Snapshot;
import org.consulkv.state.Table;
import org.consulkv.state.WatchSet;
import org.consulkv.state.catalog.CatalogQueries;
import org.consulkv.state.catalog.CatalogTables;
import org.jspecify.annotations.Nullable;

/// How much is in the catalog, under Consul's names. It is counted again when it has changed.
///
/// Threading: confined to whoever reads the metrics, one at a time.
final class StateGauges {
  private StateGauges() {}

  static void register(Metrics metrics, Supplier<Snapshot> state, String datacenter) {
    String[] labels = {"datacenter", datacenter};
    metrics.gauge(
        "state.nodes",
        counted(
            state,
            CatalogTables.NODES,
            now -> CatalogQueries.nodes(now, WatchSet.NONE).value().size()),
        labels);
    metrics.gauge(
        "state.services",
        counted(
            state,
            CatalogTables.SERVICES,
            now -> CatalogQueries.services(now, WatchSet.NONE).value().size()),
        labels);
    metrics.gauge(
        "state.service_instances",
        counted(
            state,
            CatalogTables.SERVICES,
            now -> now.everything(CatalogTables.SERVICE_NAME, WatchSet.NONE).toList().size()),
        labels);
  }

  private static DoubleSupplier counted(
      Supplier<Snapshot> state, Table<?> table, ToIntFunction<Snapshot> count) {
    return new DoubleSupplier() {
      private @Nullable Object version;
      private int last;

      @Override
      @SuppressWarnings("ReferenceEquality") // versions are compared by identity
      public double getAsDouble() {
        Snapshot now = state.get();
        if (now.version(table) != version) {
          version = now.version(table);
          last = count.applyAsInt(now);
        }
        return last;
      }
    };
  }
}
