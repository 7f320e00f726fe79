package org.consulkv.state.txn;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;
import org.consulkv.state.View;
import org.consulkv.state.txn.TxnOutcome.Committed;
import org.consulkv.state.txn.TxnOutcome.Failure;
import org.consulkv.state.txn.TxnOutcome.Result;
import org.consulkv.state.txn.TxnOutcome.RolledBack;

/// Applies transactions: all operations in order, each seeing what those before it did; if any
/// fails, none of them happened.
public final class TxnApply {
  private TxnApply() {}

  /// What one operation gave: results, or what failed.
  sealed interface Step {
    Step NOTHING = new Done(List.of());

    record Done(List<Result> results) implements Step {}

    record Failed(String what) implements Step {}

    static Step of(Result result) {
      return new Done(List.of(result));
    }
  }

  public static Outcome apply(Transaction txn, TxnCommand command) {
    Transaction.Savepoint before = txn.savepoint();
    TxnOutcome outcome = run(command, operation -> step(txn, operation));
    if (outcome instanceof RolledBack) {
      txn.rollback(before);
    }
    return outcome;
  }

  /// A transaction that changes nothing, answered from what is there.
  public static TxnOutcome read(View view, TxnCommand command) {
    return run(command, operation -> readStep(view, operation));
  }

  private interface Runner {
    Step run(TxnOp operation);
  }

  private static TxnOutcome run(TxnCommand command, Runner runner) {
    List<Result> results = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (int i = 0; i < command.operations().size(); i++) {
      switch (runner.run(command.operations().get(i))) {
        case Step.Done done -> results.addAll(done.results());
        case Step.Failed failed -> failures.add(new Failure(i, failed.what()));
      }
    }
    return failures.isEmpty() ? new Committed(results) : new RolledBack(failures);
  }

  private static Step step(Transaction txn, TxnOp operation) {
    return switch (operation) {
      case TxnOp.UnknownVerb unknown -> unknown(unknown);
      case TxnOp op when !op.writes() -> readStep(txn, op);
      case TxnOp.Kv kv -> KvSteps.write(txn, kv);
      case TxnOp.OnNode node -> CatalogSteps.node(txn, node);
      case TxnOp.OnService service -> CatalogSteps.service(txn, service);
      case TxnOp.OnCheck check -> CatalogSteps.check(txn, check);
    };
  }

  private static Step readStep(View view, TxnOp operation) {
    return switch (operation) {
      case TxnOp.Kv kv -> KvSteps.read(view, kv);
      case TxnOp.OnNode node -> CatalogSteps.read(view, node);
      case TxnOp.OnService service -> CatalogSteps.read(view, service);
      case TxnOp.OnCheck check -> CatalogSteps.read(view, check);
      case TxnOp.UnknownVerb unknown -> unknown(unknown);
    };
  }

  private static Step unknown(TxnOp.UnknownVerb operation) {
    return new Step.Failed("unknown " + operation.kind() + " verb \"" + operation.verb() + "\"");
  }
}
