package org.consulkv.state.autopilot;

import org.consulkv.state.Command;

/// A change to the rules.
public sealed interface AutopilotCommand extends Command {

  /// Puts new rules in force.
  ///
  /// @param expectedIndex the ModifyIndex that the present ones must have, 0 for none there; less
  ///   than 0 to change whatever is there
  record Set(AutopilotConfig config, long expectedIndex) implements AutopilotCommand {}
}
