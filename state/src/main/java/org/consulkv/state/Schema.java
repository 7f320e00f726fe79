package org.consulkv.state;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.autopilot.AutopilotTable;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.coordinate.CoordinateTable;
import org.consulkv.state.kv.KvTable;
import org.consulkv.state.query.QueryTable;
import org.consulkv.state.restore.UploadTable;
import org.consulkv.state.session.SessionTable;

/// All tables, in the order of their numbers, which is the order in snapshots.
final class Schema {
  static final List<Table<?>> TABLES =
      List.of(
          KvTable.TABLE,
          KvTable.TOMBSTONES,
          KvTable.REAPED,
          SessionTable.TABLE,
          UploadTable.TABLE,
          CatalogTables.NODES,
          CatalogTables.SERVICES,
          CatalogTables.CHECKS,
          CatalogTables.SERVICE_CHANGES,
          CoordinateTable.TABLE,
          QueryTable.TABLE,
          AutopilotTable.TABLE);

  static final Map<String, Table<?>> BY_NAME =
      TABLES.stream().collect(Collectors.toUnmodifiableMap(Table::name, Function.identity()));

  static {
    for (int i = 0; i < TABLES.size(); i++) {
      Invariant.check(TABLES.get(i).number() == i, "table %s is not at its place", TABLES.get(i));
    }
  }

  private Schema() {}
}
