package org.consulkv.http.reading;

import java.time.Duration;
import org.consulkv.runtime.Chance;

/// How long blocking queries wait.
///
/// @param defaultWait for a reader who does not say
/// @param maxWait for one who asks for more
public record WaitTimes(Chance chance, Duration defaultWait, Duration maxWait) {
  /// A random extra of up to this part of the wait spreads the returns of those who came together.
  private static final int JITTER_PART = 16;

  /// @param asked zero or less for a reader who does not say
  public long nanos(Duration asked) {
    long nanos = wait(asked).toNanos();
    return nanos + chance.below(nanos / JITTER_PART + 1);
  }

  /// The most that [#nanos] gives.
  public Duration longest(Duration asked) {
    Duration wait = wait(asked);
    return wait.plus(wait.dividedBy(JITTER_PART));
  }

  private Duration wait(Duration asked) {
    Duration wait = asked.isZero() || asked.isNegative() ? defaultWait : asked;
    return wait.compareTo(maxWait) > 0 ? maxWait : wait;
  }
}
