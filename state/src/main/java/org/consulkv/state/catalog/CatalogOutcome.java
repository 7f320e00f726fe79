package org.consulkv.state.catalog;

import org.consulkv.state.Outcome;

/// What a catalog command gave. Errors are [Outcome.Failed].
public sealed interface CatalogOutcome extends Outcome {

  /// Done, also when there was nothing to change.
  record Done() implements CatalogOutcome {}

  /// The answer of every command that was carried out.
  Done DONE = new Done();
}
