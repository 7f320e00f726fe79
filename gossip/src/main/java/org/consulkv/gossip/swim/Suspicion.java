package org.consulkv.gossip.swim;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// How long a suspect has to answer. The time starts long and shrinks with every independent
/// confirmation, so that one slow accuser alone does little harm.
///
/// Threading: confined to the gossip loop.
///
/// @see "Lifeguard, section IV.B, local health aware suspicion"
final class Suspicion {
  private final long sinceNanos;
  private final Duration min;
  private final Duration max;
  private final int expected;
  private final Set<String> accusers = new HashSet<>();
  private int confirmations;

  /// @param expected after so many confirmations the time is `min`; with none expected it is so
  ///   from the start
  Suspicion(String accuser, long sinceNanos, Duration min, Duration max, int expected) {
    this.sinceNanos = sinceNanos;
    this.min = min;
    this.max = max;
    this.expected = expected;
    accusers.add(accuser);
  }

  /// Somebody else suspects the member, too.
  ///
  /// @return whether that is news, and worth telling others
  boolean confirm(String accuser) {
    if (confirmations >= expected || !accusers.add(accuser)) {
      return false;
    }
    confirmations++;
    return true;
  }

  /// Whether fewer members confirmed it than could be expected.
  boolean lacksConfirmations() {
    return confirmations < expected;
  }

  /// When the member counts as dead.
  long endNanos() {
    return sinceNanos + timeout().toNanos();
  }

  private Duration timeout() {
    if (expected < 1) {
      return min;
    }
    double share = Math.log(confirmations + 1.0) / Math.log(expected + 1.0);
    long shrunk = (long) (max.toMillis() - share * (max.toMillis() - min.toMillis()));
    return Duration.ofMillis(Math.max(shrunk, min.toMillis()));
  }
}
