package org.consulkv.state.radix;

/// A place in one version of a tree whose change can be waited for.
public interface WatchPoint {

  /// Adds one who waits.
  ///
  /// @return false if the place has changed already; then nothing was added
  boolean register(Watching watching);
}
