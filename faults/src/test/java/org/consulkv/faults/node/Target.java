package org.consulkv.faults.node;

/// What clients send their requests to.
///
/// Threading: thread-safe.
public interface Target {
  Client client();

  /// Blocks until it serves, if it is between two starts.
  ///
  /// @return false if it does not in time, or is gone for good
  boolean awaitUp();
}
