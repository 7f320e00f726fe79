package org.consulkv.state;

import org.consulkv.runtime.Invariant;
import org.consulkv.state.autopilot.AutopilotApply;
import org.consulkv.state.autopilot.AutopilotCommand;
import org.consulkv.state.catalog.CatalogApply;
import org.consulkv.state.catalog.CatalogCommand;
import org.consulkv.state.coordinate.CoordinateApply;
import org.consulkv.state.coordinate.CoordinateCommand;
import org.consulkv.state.kv.KvApply;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.query.QueryApply;
import org.consulkv.state.query.QueryCommand;
import org.consulkv.state.restore.RestoreApply;
import org.consulkv.state.restore.RestoreCommand;
import org.consulkv.state.session.SessionApply;
import org.consulkv.state.session.SessionCommand;
import org.consulkv.state.txn.TxnApply;
import org.consulkv.state.txn.TxnCommand;

/// From a command to the capability that applies it.
final class Apply {
  private Apply() {}

  static Outcome apply(Transaction txn, Command command) {
    return switch (command) {
      case KvCommand kv -> KvApply.apply(txn, kv);
      case SessionCommand session -> SessionApply.apply(txn, session);
      case CatalogCommand catalog -> CatalogApply.apply(txn, catalog);
      case CoordinateCommand coordinate -> CoordinateApply.apply(txn, coordinate);
      case QueryCommand query -> QueryApply.apply(txn, query);
      case TxnCommand several -> TxnApply.apply(txn, several);
      case RestoreCommand restore -> RestoreApply.apply(txn, restore);
      case AutopilotCommand autopilot -> AutopilotApply.apply(txn, autopilot);
      case Command.Ignored ignored -> new Outcome.Ignored(ignored.kind());
      default -> throw new Invariant.Broken("no capability applies " + command.getClass());
    };
  }
}
