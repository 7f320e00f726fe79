package org.consulkv.gossip.swim;

import java.time.Duration;

/// How much this member doubts itself: one that misses answers it should have got, or is suspected
/// by others, is probably slow itself, and gives others more time.
///
/// Threading: confined to the gossip loop.
///
/// @see "Lifeguard, section IV.A, local health multiplier"
final class Awareness {
  private final int max;
  private int score;

  Awareness(int max) {
    this.max = max;
  }

  /// Good news is negative, bad news positive.
  void change(int delta) {
    score = Math.clamp((long) score + delta, 0, max - 1);
  }

  /// 0 is healthy.
  int score() {
    return score;
  }

  Duration scale(Duration duration) {
    return duration.multipliedBy(score + 1L);
  }
}
