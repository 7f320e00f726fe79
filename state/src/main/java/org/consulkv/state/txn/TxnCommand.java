package org.consulkv.state.txn;

import java.util.List;
import org.consulkv.state.Command;

/// Several operations that are applied together or not at all (`PUT /v1/txn`).
public record TxnCommand(List<TxnOp> operations) implements Command {
  public TxnCommand {
    operations = List.copyOf(operations);
  }

  /// Whether no operation changes anything, so that a snapshot can answer.
  public boolean readOnly() {
    return operations.stream().noneMatch(TxnOp::writes);
  }
}
