package org.consulkv.http.reading;

/// What the header `X-Cache` says. Answers are as new as those of other reads in any case: the
/// state is here, and what was encoded before is given again only while it is true.
public enum Cached {
  /// The reader did not ask for cached answers.
  NO,
  /// The first of its kind.
  MISS,
  /// Asked before.
  HIT
}
