package org.consulkv.state.session;

import java.util.List;
import java.util.Optional;
import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;
import org.consulkv.state.catalog.CatalogTables;
import org.consulkv.state.catalog.CatalogTables.OnNode;
import org.consulkv.state.catalog.Check;
import org.consulkv.state.kv.KvApply;
import org.consulkv.state.query.QueryApply;
import org.consulkv.state.session.SessionCommand.Create;
import org.consulkv.state.session.SessionCommand.Destroy;

/// Applies session commands: the only place that changes the sessions.
public final class SessionApply {
  private SessionApply() {}

  public static Outcome apply(Transaction txn, SessionCommand command) {
    return switch (command) {
      case Create create -> create(txn, create.session());
      case Destroy destroy -> {
        txn.first(SessionTable.ID, destroy.id()).ifPresent(session -> end(txn, session));
        yield new SessionOutcome.Destroyed();
      }
    };
  }

  /// Ends a session and what it holds.
  public static void end(Transaction txn, Session session) {
    txn.remove(SessionTable.TABLE, session);
    KvApply.letGo(txn, session);
    QueryApply.letGo(txn, session);
  }

  private static Outcome create(Transaction txn, Session session) {
    if (txn.first(CatalogTables.NODE_NAME, session.node()).isEmpty()) {
      return new Outcome.Failed("Missing node registration");
    }
    for (List<String> checks : List.of(session.nodeChecks(), session.serviceChecks())) {
      for (String id : checks) {
        Optional<Check> check = txn.first(CatalogTables.CHECK_ID, new OnNode(session.node(), id));
        if (check.isEmpty()) {
          return new Outcome.Failed("Missing check '" + id + "' registration");
        }
        if (check.get().status().equals(Check.CRITICAL)) {
          return new Outcome.Failed("Check '" + id + "' is in critical state");
        }
      }
    }
    txn.put(SessionTable.TABLE, session.createdAt(txn.index()));
    return new SessionOutcome.Created(session.id());
  }
}
