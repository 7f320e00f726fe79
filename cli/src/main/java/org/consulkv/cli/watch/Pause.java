package org.consulkv.cli.watch;

import java.time.Duration;

/// Waits between tries.
public interface Pause {
  /// The clock on the wall.
  Pause REAL = Thread::sleep;

  void pause(Duration time) throws InterruptedException;
}
