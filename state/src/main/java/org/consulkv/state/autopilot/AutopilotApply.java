package org.consulkv.state.autopilot;

import java.util.Optional;
import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;

/// Applies changes to the rules.
public final class AutopilotApply {
  private AutopilotApply() {}

  public static Outcome apply(Transaction txn, AutopilotCommand command) {
    return switch (command) {
      case AutopilotCommand.Set set -> {
        Optional<AutopilotConfig> old = AutopilotTable.config(txn);
        long present = old.map(AutopilotConfig::modifyIndex).orElse(0L);
        if (set.expectedIndex() >= 0 && set.expectedIndex() != present) {
          yield new AutopilotOutcome.Set(false);
        }
        long created = old.map(AutopilotConfig::createIndex).orElse(txn.index());
        txn.put(AutopilotTable.TABLE, set.config().at(created, txn.index()));
        yield new AutopilotOutcome.Set(true);
      }
    };
  }
}
