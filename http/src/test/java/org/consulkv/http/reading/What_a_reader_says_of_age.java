package org.consulkv.http.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class What_a_reader_says_of_age {
  private static Duration oldest(String header) {
    return CacheControl.of(header).oldest();
  }

  @Test
  void bounds_what_it_gets_if_there_is_no_way_to_a_newer_answer() {
    assertThat(oldest("")).isEqualTo(CacheControl.FOREVER);
    assertThat(oldest("stale-if-error=60")).isEqualTo(CacheControl.FOREVER);
    assertThat(oldest("max-age=5")).isEqualTo(Duration.ofSeconds(5));
    assertThat(oldest("max-age=5, stale-if-error=60")).isEqualTo(Duration.ofSeconds(60));
    assertThat(oldest("max-age=5, stale-if-error=1")).isEqualTo(Duration.ofSeconds(5));
    assertThat(oldest("must-revalidate, stale-if-error=60")).isEqualTo(Duration.ofSeconds(60));
    assertThat(oldest("must-revalidate")).isNegative();
    assertThat(oldest("max-age=0")).isNegative();
  }
}
