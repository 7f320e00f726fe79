package org.consulkv.state.query;

import org.consulkv.state.Command;

/// A change to the prepared queries.
public sealed interface QueryCommand extends Command {

  /// Makes a query, or replaces the one with its id; its indexes are set by applying it. Its
  /// session must exist, and its name must be no other query's.
  record Put(PreparedQuery query) implements QueryCommand {}

  /// Removes a query. One that is not there counts as removed.
  record Delete(QueryId id) implements QueryCommand {}
}
