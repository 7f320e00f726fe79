package org.consulkv.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class A_duration_in_Go_notation {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "10s, 10000000000",
    "1.5h, 5400000000000",
    "1m0.5s, 60500000000",
    "300ms, 300000000",
    ".5s, 500000000",
    "-2m, -120000000000",
    "1h15m30.918s, 4530918000000",
    "3us, 3000",
    "9ns, 9",
  })
  void is_read(String text, long nanos) {
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "500000000, 500ms",
    "86400000000000, 24h0m0s",
    "60500000000, 1m0.5s",
    "5400000000000, 1h30m0s",
    "1500, 1.5µs",
    "7, 7ns",
    "0, 0s",
    "-120000000000, -2m0s",
  })
  void is_written(long nanos, String text) {
    assertThat(GoDuration.format(Duration.ofNanos(nanos))).isEqualTo(text);
    assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10| time: missing unit in duration \"10\"",
        "5x| time: unknown unit \"x\" in duration \"5x\"",
        "abc| time: invalid duration \"abc\"",
        "1..2s| time: invalid duration \"1..2s\"",
        "9999999999h| time: invalid duration \"9999999999h\"",
      })
  void is_refused_in_Gos_words(String text, String message) {
    assertThatThrownBy(() -> GoDuration.parse(text)).hasMessage(message);
  }
}
