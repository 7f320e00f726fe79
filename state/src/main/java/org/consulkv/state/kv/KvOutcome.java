package org.consulkv.state.kv;

import org.consulkv.state.Outcome;

/// What a key-value command gave. Errors are [Outcome.Failed].
public sealed interface KvOutcome extends Outcome {

  /// Done (`true`), also when there was nothing to change.
  record Done() implements KvOutcome {}

  /// Nothing changed (`false`).
  record Refused(Reason reason) implements KvOutcome {}

  /// Why a well-formed command was refused.
  enum Reason {
    STALE_INDEX,
    LOCK_HELD,
    LOCK_NOT_HELD
  }

  /// The answer of every command that was carried out.
  Done DONE = new Done();
}
