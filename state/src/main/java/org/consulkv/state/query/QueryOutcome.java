package org.consulkv.state.query;

import org.consulkv.state.Outcome;

/// What a command on prepared queries gave. Errors are [Outcome.Failed].
public sealed interface QueryOutcome extends Outcome {

  /// The query is as the command says.
  record Stored(QueryId id) implements QueryOutcome {}

  /// The query does not exist.
  record Deleted() implements QueryOutcome {}
}
