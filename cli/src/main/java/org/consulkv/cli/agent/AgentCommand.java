package org.consulkv.cli.agent;

import java.util.List;
import org.consulkv.cli.catalog.HclReader;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.operator.LogReach;
import org.consulkv.cli.snapshot.StateReader;

/// The node behind the commands that are not just clients of one. The program that wires command
/// line and node together supplies it; it is asked only when one of its commands runs.
public interface AgentCommand {
  /// A flag of `consul agent` as given: a name without dashes, and its value (`true` for a switch
  /// without one). Repeated flags come once for each value.
  record Setting(String flag, String value) {}

  /// Runs a node until it ends.
  ///
  /// @param settings in the order given
  /// @return the exit status
  int run(List<Setting> settings, Terminal terminal);

  /// Checks configuration files and directories as a starting node would.
  ///
  /// @param format `hcl` or `json` for all files, or empty to go by their names
  /// @return what is wrong, empty if nothing is; warnings are printed to the terminal
  String validate(List<String> paths, String format, Terminal terminal);

  /// Reads the state in a snapshot file.
  StateReader stateReader();

  /// Reads the log of a stopped server.
  LogReach logReach();

  /// Reads configuration files in HCL.
  HclReader hclReader();
}
