package org.consulkv.cli.lock;

import java.time.Duration;

/// A lock of some kind, from one contender's point of view.
///
/// Threading: one thread tries, then another watches, while a third may release and clean up.
interface Holding {
  /// Takes part in the contest for a while.
  ///
  /// @return whether it is held now
  boolean tryFor(Deadline deadline) throws InterruptedException;

  /// Waits for a change, that long at most.
  ///
  /// @return whether it is still held
  boolean isStillHeld(Duration wait);

  /// Lets go, so that others may take it.
  void release();

  /// Removes what nobody uses any more.
  ///
  /// @return false if somebody does
  boolean cleanUp();
}
