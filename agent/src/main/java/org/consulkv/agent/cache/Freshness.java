package org.consulkv.agent.cache;

import java.time.Duration;

/// How old an answer may be that is not watched.
///
/// @param maxAge an older one is fetched anew
/// @param ifError up to this age it is good enough when that fails
public record Freshness(Duration maxAge, Duration ifError) {
  private static final Duration ANY = Duration.ofSeconds(Long.MAX_VALUE);

  /// No answer is as new.
  public static final Duration NEW = Duration.ofNanos(-1);

  /// Whatever is kept will do.
  public static final Freshness ANY_AGE = new Freshness(ANY, Duration.ZERO);
}
