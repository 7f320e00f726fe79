package org.consulkv.state.query;

import java.util.Optional;
import org.consulkv.state.Index;
import org.consulkv.state.Table;
import org.consulkv.state.session.SessionId;

/// The prepared queries. Names are compared without case.
public final class QueryTable {
  private QueryTable() {}

  static final Index<PreparedQuery, QueryId> ID =
      Index.unique("id", PreparedQuery::id, QueryId::encoded);

  /// Queries with a name that are no templates.
  static final Index<PreparedQuery, String> NAME =
      Index.sparse(
          "name",
          query -> Optional.of(query.name()).filter(name -> !query.isTemplate() && named(name)),
          Index::name);

  /// Templates by the beginning of the names they are for.
  static final Index<PreparedQuery, String> TEMPLATE =
      Index.sparse(
          "template",
          query -> Optional.of(query.name()).filter(name -> query.isTemplate()),
          Index::name);

  static final Index<PreparedQuery, SessionId> SESSION =
      Index.sparse("session", PreparedQuery::owner, SessionId::encoded);

  public static final Table<PreparedQuery> TABLE =
      Table.of(
              10,
              "prepared-queries",
              QueryCodec.QUERY,
              PreparedQuery::modifyIndex,
              ID,
              NAME,
              TEMPLATE,
              SESSION)
          .weighing(query -> 512);

  private static boolean named(String name) {
    return !name.isEmpty();
  }
}
