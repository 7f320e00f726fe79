package org.consulkv.state.session;

import org.consulkv.state.Outcome;

/// What a session command gave. Errors are [Outcome.Failed].
public sealed interface SessionOutcome extends Outcome {

  /// The session exists.
  record Created(SessionId id) implements SessionOutcome {}

  /// The session does not exist.
  record Destroyed() implements SessionOutcome {}
}
