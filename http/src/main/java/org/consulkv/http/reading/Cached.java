package org.consulkv.http.reading;

/// What the header `X-Cache` says. Answers are as new as those of other reads, since the state is
/// here, unless there is no leader to say that it is.
public enum Cached {
  /// The reader did not ask for cached answers.
  NO,
  /// The first of its kind.
  MISS,
  /// Asked before.
  HIT
}
