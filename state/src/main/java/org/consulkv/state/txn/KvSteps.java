package org.consulkv.state.txn;

import java.util.List;
import java.util.Optional;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.KvApply;
import org.consulkv.state.kv.KvCommand;
import org.consulkv.state.kv.KvEntry;
import org.consulkv.state.kv.KvOutcome;
import org.consulkv.state.kv.KvTable;
import org.consulkv.state.session.SessionId;
import org.consulkv.state.txn.TxnApply.Step;
import org.consulkv.state.txn.TxnOutcome.NoKey;
import org.consulkv.state.txn.TxnOutcome.OfKey;
import org.consulkv.state.txn.TxnOutcome.Result;

/// Operations on keys within a transaction, with Consul's words for what goes wrong.
final class KvSteps {
  private KvSteps() {}

  static Step write(Transaction txn, TxnOp.Kv op) {
    return switch (op.verb()) {
      case SET -> stored(txn, op, new KvCommand.Set(op.key(), op.value(), op.flags()));
      case CAS ->
          stored(
              txn, op, new KvCommand.CompareAndSet(op.key(), op.value(), op.flags(), op.index()));
      case LOCK ->
          stored(txn, op, new KvCommand.Lock(op.key(), op.value(), op.flags(), op.session()));
      case UNLOCK ->
          stored(txn, op, new KvCommand.Unlock(op.key(), op.value(), op.flags(), op.session()));
      case DELETE -> removed(txn, op, new KvCommand.Delete(op.key()));
      case DELETE_TREE -> removed(txn, op, new KvCommand.DeleteTree(op.key()));
      case DELETE_CAS -> removed(txn, op, new KvCommand.DeleteCas(op.key(), op.index()));
      case GET, GET_OR_EMPTY, GET_TREE, CHECK_INDEX, CHECK_SESSION, CHECK_NOT_EXISTS ->
          throw new Invariant.Broken(op.verb() + " does not write");
    };
  }

  static Step read(View view, TxnOp.Kv op) {
    Optional<KvEntry> entry = KvApply.entry(view, op.key());
    return switch (op.verb()) {
      case GET -> entry.map(e -> Step.of(new OfKey(e))).orElseGet(() -> missing(op));
      case GET_OR_EMPTY ->
          Step.of(entry.<Result>map(OfKey::new).orElseGet(() -> new NoKey(op.key())));
      case GET_TREE -> tree(view, op);
      case CHECK_INDEX ->
          entry.map(e -> checkIndex(op, e)).orElseGet(() -> missing("failed to check index, ", op));
      case CHECK_SESSION ->
          entry
              .map(e -> checkSession(op, e))
              .orElseGet(() -> missing("failed to check session, ", op));
      case CHECK_NOT_EXISTS ->
          entry.isEmpty() ? Step.NOTHING : new Step.Failed("key " + quoted(op) + " exists");
      case SET, CAS, LOCK, UNLOCK, DELETE, DELETE_TREE, DELETE_CAS ->
          throw new Invariant.Broken(op.verb() + " is no read");
    };
  }

  private static Step stored(Transaction txn, TxnOp.Kv op, KvCommand command) {
    return switch (KvApply.apply(txn, command)) {
      case KvOutcome.Refused refused -> new Step.Failed(refusal(op, refused.reason()));
      case Outcome.Failed failed -> new Step.Failed(failed.message());
      default -> Step.of(new OfKey(KvApply.entry(txn, op.key()).orElseThrow().withoutValue()));
    };
  }

  private static Step removed(Transaction txn, TxnOp.Kv op, KvCommand command) {
    return KvApply.apply(txn, command) instanceof KvOutcome.Refused
        ? new Step.Failed("failed to delete key " + quoted(op) + ", index is stale")
        : Step.NOTHING;
  }

  private static String refusal(TxnOp.Kv op, KvOutcome.Reason reason) {
    return switch (reason) {
      case STALE_INDEX -> "failed to set key " + quoted(op) + ", index is stale";
      case LOCK_HELD -> "failed to lock key " + quoted(op) + ", lock is already held";
      case LOCK_NOT_HELD ->
          "failed to unlock key " + quoted(op) + ", lock isn't held, or is held by another session";
    };
  }

  private static Step tree(View view, TxnOp.Kv op) {
    List<KvEntry> entries = view.prefix(KvTable.ID, op.key().encoded(), WatchSet.NONE).toList();
    return new Step.Done(entries.stream().<Result>map(OfKey::new).toList());
  }

  private static Step checkIndex(TxnOp.Kv op, KvEntry entry) {
    if (entry.modifyIndex() == op.index()) {
      return Step.of(new OfKey(entry.withoutValue()));
    }
    return new Step.Failed(
        "failed index check for key "
            + quoted(op)
            + ", current modify index "
            + Long.toUnsignedString(entry.modifyIndex())
            + " != "
            + Long.toUnsignedString(op.index()));
  }

  private static Step checkSession(TxnOp.Kv op, KvEntry entry) {
    String holder = entry.session().map(SessionId::text).orElse("");
    if (holder.equals(op.session())) {
      return Step.of(new OfKey(entry.withoutValue()));
    }
    return new Step.Failed(
        "failed session check for key "
            + quoted(op)
            + ", current session \""
            + holder
            + "\" != \""
            + op.session()
            + "\"");
  }

  private static Step missing(TxnOp.Kv op) {
    return missing("", op);
  }

  private static Step missing(String what, TxnOp.Kv op) {
    return new Step.Failed(what + "key " + quoted(op) + " doesn't exist");
  }

  private static String quoted(TxnOp.Kv op) {
    return "\"" + op.key().text() + "\"";
  }
}
