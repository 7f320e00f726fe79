package org.consulkv.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class A_bucket_of_tokens {
  private static final long SECOND = 1_000_000_000;

  @Test
  void gives_what_it_holds_and_then_what_comes_in() {
    TokenBucket bucket = new TokenBucket(2, 3, 0);
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.tryTake(0)).isTrue();
    }
    assertThat(bucket.tryTake(0)).isFalse();
    assertThat(bucket.tryTake(SECOND / 2 - 1)).isFalse();
    assertThat(bucket.tryTake(SECOND / 2)).isTrue();
    assertThat(bucket.tryTake(SECOND / 2)).isFalse();
  }

  @Test
  void never_holds_more_than_it_can() {
    TokenBucket bucket = new TokenBucket(10, 2, 0);
    assertThat(bucket.tryTake(100 * SECOND)).isTrue();
    assertThat(bucket.tryTake(100 * SECOND)).isTrue();
    assertThat(bucket.tryTake(100 * SECOND)).isFalse();
  }

  @Test
  void tells_how_long_to_wait_for_the_next() {
    TokenBucket bucket = new TokenBucket(4, 1, 0);
    assertThat(bucket.takeNanos(0)).isZero();
    assertThat(bucket.takeNanos(0)).isEqualTo(SECOND / 4);
    assertThat(bucket.takeNanos(0)).isEqualTo(SECOND / 2);
    assertThat(bucket.takeNanos(SECOND)).isZero();
  }

  @Test
  void is_never_empty_if_its_rate_is_infinite() {
    TokenBucket bucket = new TokenBucket(Double.POSITIVE_INFINITY, 1, 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(bucket.tryTake(0)).isTrue();
      assertThat(bucket.takeNanos(0)).isZero();
    }
  }
}
