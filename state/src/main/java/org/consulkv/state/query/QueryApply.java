package org.consulkv.state.query;

import java.util.Optional;
import org.consulkv.state.Outcome;
import org.consulkv.state.Transaction;
import org.consulkv.state.WatchSet;
import org.consulkv.state.query.QueryCommand.Delete;
import org.consulkv.state.query.QueryCommand.Put;
import org.consulkv.state.radix.Scan;
import org.consulkv.state.session.Session;
import org.consulkv.state.session.SessionId;
import org.consulkv.state.session.SessionTable;
import org.jspecify.annotations.Nullable;

/// Applies the commands on prepared queries: the only place that changes them.
public final class QueryApply {
  private QueryApply() {}

  public static Outcome apply(Transaction txn, QueryCommand command) {
    return switch (command) {
      case Put put -> put(txn, put.query());
      case Delete delete -> {
        txn.first(QueryTable.ID, delete.id())
            .ifPresent(query -> txn.remove(QueryTable.TABLE, query));
        yield new QueryOutcome.Deleted();
      }
    };
  }

  /// Removes the queries that are bound to a session which has ended.
  public static void letGo(Transaction txn, Session session) {
    for (PreparedQuery query : txn.all(QueryTable.SESSION, session.id(), WatchSet.NONE).toList()) {
      txn.remove(QueryTable.TABLE, query);
    }
  }

  private static Outcome put(Transaction txn, PreparedQuery query) {
    String problem = sessionProblem(txn, query.session());
    if (problem.isEmpty()) {
      problem = nameProblem(txn, query);
    }
    if (!problem.isEmpty()) {
      return new Outcome.Failed(problem);
    }
    long created =
        txn.first(QueryTable.ID, query.id()).map(PreparedQuery::createIndex).orElse(txn.index());
    txn.put(QueryTable.TABLE, query.at(created, txn.index()));
    return new QueryOutcome.Stored(query.id());
  }

  private static String sessionProblem(Transaction txn, String session) {
    if (session.isEmpty()) {
      return "";
    }
    Optional<SessionId> id = SessionId.parse(session);
    if (id.isEmpty()) {
      return "invalid session: index error: UUID must be 36 characters";
    }
    return txn.first(SessionTable.ID, id.get()).isPresent()
        ? ""
        : "invalid session \"" + session + "\"";
  }

  private static String nameProblem(Transaction txn, PreparedQuery query) {
    if (query.name().isEmpty()) {
      return query.isTemplate()
              && other(txn.all(QueryTable.TEMPLATE, "", WatchSet.NONE), query) != null
          ? "a query template with an empty name already exists"
          : "";
    }
    PreparedQuery same = other(txn.all(QueryTable.NAME, query.name(), WatchSet.NONE), query);
    if (same == null) {
      same = other(txn.all(QueryTable.TEMPLATE, query.name(), WatchSet.NONE), query);
    }
    if (same != null) {
      return "name \"" + query.name() + "\" aliases an existing query name";
    }
    Optional<QueryId> asId = QueryId.parse(query.name());
    return asId.isPresent() && txn.first(QueryTable.ID, asId.get()).isPresent()
        ? "name \"" + query.name() + "\" aliases an existing query ID"
        : "";
  }

  private static @Nullable PreparedQuery other(Scan<PreparedQuery> found, PreparedQuery query) {
    for (PreparedQuery one = found.next(); one != null; one = found.next()) {
      if (!one.id().equals(query.id())) {
        return one;
      }
    }
    return null;
  }
}
