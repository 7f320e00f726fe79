package org.consulkv.agent.check;

import org.consulkv.runtime.Chance;
import org.consulkv.runtime.Clock;
import org.consulkv.runtime.Timers;

/// Runs the checks of an agent: each at its interval, the first time after a random part of it.
///
/// Threading: thread-safe. Nothing here waits; probes run on event loops and virtual threads.
public final class CheckRunners implements AutoCloseable {
  public CheckRunners(
      CheckSettings settings,
      Clock clock,
      Timers timers,
      Chance chance,
      AliasSource aliases,
      CheckSink sink) {}

  /// Runs the check from now on, in place of one of the same id. The definition has no
  /// [CheckDefinition#fault]; its initial status is not reported.
  public void start(CheckDefinition check) {}

  /// Ends the check; does nothing if there is none of that id.
  public void stop(String checkId) {}

  /// A heartbeat of a TTL check: reports the status at once and starts its time anew.
  ///
  /// @return false if there is no TTL check of that id, and nothing was done
  public boolean heartbeat(String checkId, CheckStatus status, String output) {
    return false;
  }

  /// `discard_check_output`, from now on.
  public void discardOutput(boolean discard) {}

  /// Ends all checks.
  @Override
  public void close() {}
}
