package org.consulkv.state.coordinate;

import org.consulkv.state.Index;
import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.coordinate.CoordinateCommand.Update;

/// Applies coordinate commands.
public final class CoordinateApply {
  private CoordinateApply() {}

  public static Outcome apply(Transaction txn, CoordinateCommand command) {
    return switch (command) {
      case Update update -> {
        for (NodeCoordinate coordinate : update.coordinates()) {
          if (txn.first(CatalogTables.NODE_NAME, coordinate.node()).isPresent()) {
            txn.put(CoordinateTable.TABLE, coordinate.at(txn.index()));
          }
        }
        yield new CoordinateOutcome.Updated();
      }
    };
  }

  /// Forgets where a node was.
  public static void remove(Transaction txn, String node) {
    txn.removePrefix(CoordinateTable.TABLE, Index.name(node));
  }
}
