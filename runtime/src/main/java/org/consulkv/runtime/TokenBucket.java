package org.consulkv.runtime;

import java.time.Duration;

/// A bucket that is filled with tokens at a steady rate, until it is full; it is full at first.
///
/// Threading: confined to its owner.
public final class TokenBucket {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final double perNano;
  private final int capacity;
  private double tokens;
  private long sinceNanos;

  /// @param perSecond tokens that come in a second; infinite for a bucket that is never empty
  /// @param capacity most tokens it holds
  public TokenBucket(double perSecond, int capacity, long nowNanos) {
    perNano = perSecond / SECOND;
    this.capacity = capacity;
    tokens = capacity;
    sinceNanos = nowNanos;
  }

  /// Takes a token, which may have to be waited for.
  ///
  /// @return how long
  public long takeNanos(long nowNanos) {
    if (isUnlimited()) {
      return 0;
    }
    fill(nowNanos);
    tokens--;
    return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perNano);
  }

  /// Takes a token if there is one now.
  public boolean tryTake(long nowNanos) {
    if (isUnlimited()) {
      return true;
    }
    fill(nowNanos);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  private boolean isUnlimited() {
    return perNano == Double.POSITIVE_INFINITY;
  }

  private void fill(long nowNanos) {
    tokens = Math.min(capacity, tokens + (nowNanos - sinceNanos) * perNano);
    sinceNanos = nowNanos;
  }
}
