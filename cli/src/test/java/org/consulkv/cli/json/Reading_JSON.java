package org.consulkv.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class Reading_JSON {
  @Test
  void gives_back_what_is_written() {
    String text =
        """
        {"a":[1,-2.5e3,true,false,null],"b":{"c":"zażółć \\"\\\\ \\n"},"d":[],"e":{}}\
        """;
    assertThat(JsonWriter.compact(read(text))).isEqualTo(text);
  }

  @Test
  void takes_escapes_of_all_kinds() {
    assertThat(read("\"\\u0041\\/\\b\\f\\ud83d\\ude00x\"")).isEqualTo("A/\b\f😀x");
  }

  @Test
  void keeps_numbers_of_64_bits_without_sign() {
    JsonObject object = (JsonObject) read("{\"Flags\":18446744073709551615}");
    assertThat(object.number("Flags")).isEqualTo(-1);
    assertThat(object.text("Flags")).isEqualTo("18446744073709551615");
  }

  @Test
  void reads_what_is_missing_as_empty() {
    JsonObject object = (JsonObject) read("{\"a\":null}");
    assertThat(object.text("a")).isEmpty();
    assertThat(object.number("b")).isZero();
    assertThat(object.object("c").names()).isEmpty();
    assertThat(object.list("d")).isEmpty();
  }

  @Test
  void complains_in_the_words_of_go() {
    assertRefused("", "unexpected end of JSON input");
    assertRefused("{\"a\":", "unexpected end of JSON input");
    assertRefused("not json", "invalid character 'o' in literal null (expecting 'u')");
    assertRefused("x", "invalid character 'x' looking for beginning of value");
    assertRefused("{x}", "invalid character 'x' looking for beginning of object key string");
    assertRefused("{\"a\" 1}", "invalid character '1' after object key");
    assertRefused("{\"a\":1 1}", "invalid character '1' after object key:value pair");
    assertRefused("[1 1]", "invalid character '1' after array element");
    assertRefused("1 x", "invalid character 'x' after top-level value");
    assertRefused("1.x", "invalid character 'x' after decimal point in numeric literal");
    assertRefused("-x", "invalid character 'x' in numeric literal");
    assertRefused("\"\\q\"", "invalid character 'q' in string escape code");
    assertRefused("\"\\uZ\"", "invalid character 'Z' in \\u hexadecimal character escape");
    assertRefused("\"\n\"", "invalid character '\\n' in string literal");
    assertRefused("[".repeat(2000), "exceeded max depth");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonError.class).hasMessage(message);
  }

  private static Object read(String text) {
    Object value = JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }
}
