package org.consulkv.state.coordinate;

import org.consulkv.state.Outcome;

/// What a coordinate command gave.
public sealed interface CoordinateOutcome extends Outcome {

  /// Done, for the nodes there are.
  record Updated() implements CoordinateOutcome {}
}
