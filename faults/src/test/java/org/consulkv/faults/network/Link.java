package org.consulkv.faults.network;

import java.time.Duration;

/// What becomes of packets from one host to another.
///
/// @param loss the share that is lost, 0 to 1
/// @param delay how long each takes at least
/// @param jitter how much longer it may take; packets overtake each other
public record Link(double loss, Duration delay, Duration jitter) {
  public static final Link CLEAR = new Link(0, Duration.ZERO, Duration.ZERO);
  public static final Link CUT = new Link(1, Duration.ZERO, Duration.ZERO);

  public static Link lossy(double loss) {
    return new Link(loss, Duration.ZERO, Duration.ZERO);
  }

  public static Link slow(Duration delay, Duration jitter) {
    return new Link(0, delay, jitter);
  }
}
