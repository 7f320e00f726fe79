package org.consulkv.agent.check;

/// A check that is being run.
///
/// Threading: thread-safe.
interface RunningCheck {
  /// Begins; called once. Does nothing after [#stop].
  void start();

  /// Ends it. A result that is on its way to the sink may still arrive there.
  void stop();
}
