package org.consulkv.state.restore;

import org.consulkv.state.Outcome;

/// What a step of a restore gave. A step that failed is an [Outcome.Failed]: the state is as
/// before.
public sealed interface RestoreOutcome extends Outcome {

  /// The step was taken; go on.
  record Staged() implements RestoreOutcome {}

  /// The state is the uploaded one.
  record Restored() implements RestoreOutcome {}
}
