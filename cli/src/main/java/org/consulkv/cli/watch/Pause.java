package org.consulkv.cli.watch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits between tries; may wake too early.
public interface Pause {
  /// The clock on the wall.
  Pause REAL =
      time -> {
        LockSupport.parkNanos(time.toNanos());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      };

  void pause(Duration time) throws InterruptedException;
}
