package org.consulkv.state.autopilot;

import org.consulkv.state.Outcome;

/// What a change to the rules gave.
public sealed interface AutopilotOutcome extends Outcome {

  /// @param done false if they had been changed meanwhile
  record Set(boolean done) implements AutopilotOutcome {}
}
