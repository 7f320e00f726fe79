package org.consulkv.agent.config.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JSON_text {
  @Test
  void becomes_the_same_tree_as_HCL() throws SyntaxException {
    assertThat(Shown.of(JsonText.parse("{\"a\": [1, 1.5, true, null], \"b\": {\"c\": \"d\"}}")))
        .isEqualTo("{a: [1, 1.5, true, null], b: {c: \"d\"}}");
  }

  @Test
  void keeps_the_last_of_equal_names() throws SyntaxException {
    assertThat(Shown.of(JsonText.parse("{\"a\": 1, \"a\": 2}"))).isEqualTo("{a: 2}");
  }

  @Test
  void that_ends_early_is_refused_in_the_words_of_Consul() {
    assertRefused("{\"datacenter\":", "unexpected end of JSON input");
    assertRefused("", "unexpected end of JSON input");
    assertRefused("{\"a\": [1", "unexpected end of JSON input");
  }

  @Test
  void is_refused_with_the_place_where_it_goes_wrong() {
    assertRefused("{\n \"a\": x}", "At 2:");
    assertRefused("{} {}", "more text after the end of the object");
    assertRefused("[]", "cannot unmarshal slice");
    assertRefused("{'a': 1}", "At 1:");
    assertRefused("{\"a\": 1,}", "At 1:");
    assertRefused("{\"a\": 01}", "At 1:");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> JsonText.parse(text))
        .isInstanceOf(SyntaxException.class)
        .hasMessageContaining(message);
  }
}
