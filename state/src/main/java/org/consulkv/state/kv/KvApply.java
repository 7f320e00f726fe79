package org.consulkv.state.kv;

import java.util.Objects;
import java.util.Optional;
import org.consulkv.runtime.Bytes;
import org.consulkv.runtime.Invariant;
import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;
import org.consulkv.state.View;
import org.consulkv.state.WatchSet;
import org.consulkv.state.kv.KvCommand.CompareAndSet;
import org.consulkv.state.kv.KvCommand.Delete;
import org.consulkv.state.kv.KvCommand.DeleteCas;
import org.consulkv.state.kv.KvCommand.DeleteTree;
import org.consulkv.state.kv.KvCommand.Lock;
import org.consulkv.state.kv.KvCommand.ReapTombstones;
import org.consulkv.state.kv.KvCommand.Set;
import org.consulkv.state.kv.KvCommand.Unlock;
import org.consulkv.state.kv.KvOutcome.Reason;
import org.consulkv.state.kv.KvOutcome.Refused;
import org.consulkv.state.kv.KvTable.Reaped;
import org.consulkv.state.kv.KvTable.Tombstone;
import org.consulkv.state.radix.Scan;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionId;
import org.consulkv.state.session.SessionTable;
import org.jspecify.annotations.Nullable;

/// Applies key-value commands: the only place that changes the key-value tables.
public final class KvApply {
  private KvApply() {}

  public static Outcome apply(Transaction txn, KvCommand command) {
    return switch (command) {
      case Set set -> store(txn, set.key(), set.value(), set.flags());
      case CompareAndSet cas when modifyIndex(txn, cas.key()) != cas.expectedIndex() ->
          new Refused(Reason.STALE_INDEX);
      case CompareAndSet cas -> store(txn, cas.key(), cas.value(), cas.flags());
      case Delete delete -> delete(txn, delete.key());
      case DeleteCas cas when isStale(txn, cas) -> new Refused(Reason.STALE_INDEX);
      case DeleteCas cas -> delete(txn, cas.key());
      case DeleteTree tree -> deleteTree(txn, tree.prefix());
      case Lock lock -> lock(txn, lock);
      case Unlock unlock -> unlock(txn, unlock);
      case ReapTombstones reap -> reap(txn, reap.upToIndex());
    };
  }

  /// The entry of a key.
  public static Optional<KvEntry> entry(View view, Key key) {
    return view.first(KvTable.ID, key, WatchSet.NONE);
  }

  /// Ends what a session holds: its keys are unlocked, or deleted. For the end of sessions.
  public static void letGo(Transaction txn, Session session) {
    for (KvEntry entry : txn.all(KvTable.SESSION, session.id(), WatchSet.NONE).toList()) {
      switch (session.behavior()) {
        case RELEASE ->
            write(txn, entry, entry.key(), entry.value(), entry.flags(), entry.lockIndex(), null);
        case DELETE -> delete(txn, entry.key());
      }
    }
  }

  private static long modifyIndex(View view, Key key) {
    return entry(view, key).map(KvEntry::modifyIndex).orElse(0L);
  }

  private static boolean isStale(View view, DeleteCas cas) {
    long actual = modifyIndex(view, cas.key());
    return actual != 0 && actual != cas.expectedIndex();
  }

  /// Writes a value without touching the lock. While nobody holds it, its count starts anew.
  private static KvOutcome store(Transaction txn, Key key, Bytes value, long flags) {
    KvEntry old = entry(txn, key).orElse(null);
    if (old == null) {
      return write(txn, null, key, value, flags, 0, null);
    }
    boolean keepsCount = old.holder() != null || old.holds(value, flags);
    return write(txn, old, key, value, flags, keepsCount ? old.lockIndex() : 0, old.holder());
  }

  /// Writes an entry, unless that would change nothing: an identical write wakes nobody.
  private static KvOutcome write(
      Transaction txn,
      @Nullable KvEntry old,
      Key key,
      Bytes value,
      long flags,
      long lockIndex,
      @Nullable SessionId holder) {
    long index = txn.index();
    if (old == null) {
      txn.put(KvTable.TABLE, new KvEntry(key, value, flags, lockIndex, holder, index, index));
      return KvOutcome.DONE;
    }
    Invariant.check(
        old.modifyIndex() <= index, "%s changed at %d, after %d", key, old.modifyIndex(), index);
    boolean same =
        old.lockIndex() == lockIndex
            && Objects.equals(old.holder(), holder)
            && old.holds(value, flags);
    if (!same) {
      Key kept = old.key();
      txn.put(
          KvTable.TABLE,
          new KvEntry(kept, value, flags, lockIndex, holder, old.createIndex(), index));
    }
    return KvOutcome.DONE;
  }

  private static Outcome lock(Transaction txn, Lock lock) {
    if (lock.session().isEmpty()) {
      return new Outcome.Failed("missing session");
    }
    Optional<SessionId> session = SessionId.parse(lock.session());
    if (session.isEmpty()) {
      return new Outcome.Failed(SessionId.MALFORMED);
    }
    if (txn.first(SessionTable.ID, session.get()).isEmpty()) {
      return new Outcome.Failed("invalid session \"" + lock.session() + "\"");
    }
    KvEntry old = entry(txn, lock.key()).orElse(null);
    long lockIndex = old == null ? 0 : old.lockIndex();
    SessionId holder = old == null ? null : old.holder();
    if (holder == null) {
      lockIndex++;
    } else if (!holder.equals(session.get())) {
      return new Refused(Reason.LOCK_HELD);
    }
    return write(txn, old, lock.key(), lock.value(), lock.flags(), lockIndex, session.get());
  }

  private static Outcome unlock(Transaction txn, Unlock unlock) {
    if (unlock.session().isEmpty()) {
      return new Outcome.Failed("missing session");
    }
    Optional<SessionId> session = SessionId.parse(unlock.session());
    KvEntry old = entry(txn, unlock.key()).orElse(null);
    if (old == null || old.holder() == null || !old.session().equals(session)) {
      return new Refused(Reason.LOCK_NOT_HELD);
    }
    return write(txn, old, unlock.key(), unlock.value(), unlock.flags(), old.lockIndex(), null);
  }

  private static KvOutcome delete(Transaction txn, Key key) {
    Optional<KvEntry> old = entry(txn, key);
    if (old.isPresent()) {
      txn.remove(KvTable.TABLE, old.get());
      txn.put(KvTable.TOMBSTONES, new Tombstone(key, txn.index()));
    }
    return KvOutcome.DONE;
  }

  private static KvOutcome deleteTree(Transaction txn, Key prefix) {
    if (!txn.removePrefix(KvTable.TABLE, prefix.encoded()).isEmpty()) {
      // What was deleted below before must not hide that all of it was deleted now.
      txn.removePrefix(KvTable.TOMBSTONES, prefix.encoded());
      txn.put(KvTable.TOMBSTONES, new Tombstone(prefix, txn.index()));
    }
    return KvOutcome.DONE;
  }

  private static KvOutcome reap(Transaction txn, long upToIndex) {
    long upTo = 0;
    Scan<Tombstone> oldest = txn.everything(KvTable.TOMBSTONE_INDEX, WatchSet.NONE);
    java.util.List<Tombstone> reaped = new java.util.ArrayList<>();
    for (Tombstone t = oldest.next(); t != null && t.index() <= upToIndex; t = oldest.next()) {
      reaped.add(t);
      upTo = t.index();
    }
    reaped.forEach(tombstone -> txn.remove(KvTable.TOMBSTONES, tombstone));
    if (upTo > 0) {
      txn.put(KvTable.REAPED, new Reaped(upTo));
    }
    return KvOutcome.DONE;
  }
}
