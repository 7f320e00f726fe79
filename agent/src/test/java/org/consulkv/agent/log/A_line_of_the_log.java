package org.consulkv.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class A_line_of_the_log {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456Z");

  @Test
  void has_time_level_module_message_and_details() {
    assertThat(line(LogLevel.INFO, "Caught", "signal", "hangup").text(ZoneOffset.UTC))
        .isEqualTo("2026-01-01T00:00:00.123Z [INFO]  agent: Caught: signal=hangup\n");
    assertThat(line(LogLevel.ERROR, "Bad", "a", "1", "b", "").text(ZoneId.of("+05:30")))
        .isEqualTo("2026-01-01T05:30:00.123+0530 [ERROR] agent: Bad: a=1 b=\"\"\n");
  }

  @Test
  void quotes_details_that_are_not_one_word() {
    assertThat(line(LogLevel.WARN, "x", "error", "no \"such\" file\n").text(ZoneOffset.UTC))
        .endsWith("[WARN]  agent: x: error=\"no \\\"such\\\" file\\n\"\n");
  }

  @Test
  void as_JSON_has_the_fields_of_hclog() {
    assertThat(line(LogLevel.DEBUG, "a \"b\"", "k", "v\u0001").json(ZoneOffset.UTC))
        .isEqualTo(
            "{\"@level\":\"debug\",\"@message\":\"a \\\"b\\\"\",\"@module\":\"agent\","
                + "\"@timestamp\":\"2026-01-01T00:00:00.123456Z\",\"k\":\"v\\u0001\"}\n");
  }

  private static LogLine line(LogLevel level, String message, String... details) {
    List<Map.Entry<String, String>> pairs = new java.util.ArrayList<>();
    for (int i = 0; i < details.length; i += 2) {
      pairs.add(Map.entry(details[i], details[i + 1]));
    }
    return new LogLine(TIME, level, "agent", message, pairs, "");
  }
}
