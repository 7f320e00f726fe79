package org.consulkv.agent.check;

/// Takes the results of checks.
///
/// Threading: called from any thread, also from event loops and from within
/// [CheckRunners#heartbeat]; must not block. Results of one check arrive one after the other.
@FunctionalInterface
public interface CheckSink {
  /// A result that counts: thresholds are met, the output is cut to its limit. Comes after every
  /// run, whether or not something changed; never again after [CheckRunners#stop] has returned.
  void report(String checkId, CheckStatus status, String output);
}
