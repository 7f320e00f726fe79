package org.consulkv.agent.check;

import java.util.Optional;

/// The agent's settings for checks.
///
/// @param outputMaxSize `check_output_max_size`, in bytes: what a check's output is cut to unless
///   its definition says less
/// @param discardOutput `discard_check_output`: results without output
/// @param scripts `enable_script_checks`: commands may be defined in files and over the API
/// @param localScripts `enable_local_script_checks`: commands may be defined in files
public record CheckSettings(
    int outputMaxSize, boolean discardOutput, boolean scripts, boolean localScripts) {
  public static final CheckSettings DEFAULT = new CheckSettings(4096, false, false, false);

  /// Where a definition comes from.
  public enum Origin {
    /// A configuration file, or what an earlier run of the agent stored.
    LOCAL,
    /// The HTTP API.
    REMOTE
  }

  /// Why this agent does not run the check, in the words of the API; empty if it does.
  public Optional<String> refusal(CheckDefinition check, Origin origin) {
    boolean command = check.probe() instanceof Probe.Command;
    if (!command || scripts || (origin == Origin.LOCAL && localScripts)) {
      return Optional.empty();
    }
    return Optional.of(
        origin == Origin.REMOTE
            ? "Scripts are disabled on this agent from remote calls; to enable, configure"
                + " 'enable_script_checks' to true"
            : "Scripts are disabled on this agent; to enable, configure 'enable_script_checks' or"
                + " 'enable_local_script_checks' to true");
  }
}
