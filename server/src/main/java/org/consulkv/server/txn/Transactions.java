package org.consulkv.server.txn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.consulkv.server.Writes;
import org.consulkv.server.kv.LockDelays;
import org.consulkv.state.Outcome;
import org.consulkv.state.txn.KvVerb;
import org.consulkv.state.txn.TxnCommand;
import org.consulkv.state.txn.TxnOp;
import org.consulkv.state.txn.TxnOutcome;
import org.consulkv.state.txn.TxnOutcome.Failure;

/// Transactions that write. Those that only read are a query, as every other read.
///
/// Threading: thread-safe.
public final class Transactions {
  private final Writes writes;
  private final LockDelays lockDelays;
  private final int limit;

  /// @param limit operations in one transaction
  public Transactions(Writes writes, LockDelays lockDelays, int limit) {
    this.writes = writes;
    this.lockDelays = lockDelays;
    this.limit = limit;
  }

  /// A transaction of so many operations, to be written or read.
  ///
  /// @throws ApiException if there are too many
  public TxnCommand check(List<TxnOp> operations) {
    if (operations.size() > limit) {
      throw new ApiException(
          ErrorKind.TOO_LARGE,
          "Transaction contains too many operations (" + operations.size() + " > " + limit + ")");
    }
    return new TxnCommand(operations);
  }

  /// Applies all operations or none. Fails with an [ApiException]; what the operations themselves
  /// refuse is an outcome.
  public CompletableFuture<TxnOutcome> write(TxnCommand transaction) {
    List<Failure> delayed = delayed(transaction);
    if (!delayed.isEmpty()) {
      return CompletableFuture.completedFuture(new TxnOutcome.RolledBack(delayed));
    }
    return writes.propose(transaction).thenApply(Transactions::outcome);
  }

  /// Locks that a delay keeps shut. Known to the leader only, so it is decided here.
  private List<Failure> delayed(TxnCommand transaction) {
    List<Failure> failures = new ArrayList<>();
    for (int i = 0; i < transaction.operations().size(); i++) {
      if (transaction.operations().get(i) instanceof TxnOp.Kv kv
          && kv.verb() == KvVerb.LOCK
          && lockDelays.holds(kv.key())) {
        failures.add(
            new Failure(i, "failed to lock key \"" + kv.key().text() + "\" due to lock delay"));
      }
    }
    return failures;
  }

  private static TxnOutcome outcome(Outcome outcome) {
    return switch (outcome) {
      case TxnOutcome done -> done;
      case Outcome.Failed failed ->
          throw new ApiException(ErrorKind.REFUSED, "raft apply failed: " + failed.message());
      default -> throw new IllegalStateException("not an outcome of a transaction: " + outcome);
    };
  }
}
