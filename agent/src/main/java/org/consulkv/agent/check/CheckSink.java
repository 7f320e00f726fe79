package org.consulkv.agent.check;

/// Takes the results of checks.
///
/// Threading: called from any thread, also from event loops and from within
/// [CheckRunners#heartbeat], without a lock of the runners held; must not block. Results of one
/// check arrive one after the other. One that was under way while its check was stopped or replaced
/// may still arrive: compare the definition with the one that counts.
@FunctionalInterface
public interface CheckSink {
  /// A result that counts: thresholds are met, the output is cut to its limit. Comes after every
  /// run, whether or not something changed.
  ///
  /// @param check the very definition that was given to [CheckRunners#start]
  void report(CheckDefinition check, CheckStatus status, String output);
}
