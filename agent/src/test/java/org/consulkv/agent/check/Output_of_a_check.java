package org.consulkv.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.consulkv.testkit.seed.Gen;
import org.consulkv.testkit.seed.SeededTest;
import org.junit.jupiter.api.Test;

class Output_of_a_check {
  private static Output written(int limit, String... parts) {
    Output output = new Output(limit);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      output.write(bytes, 0, bytes.length);
    }
    return output;
  }

  @Test
  void is_kept_whole_within_its_limit() {
    assertThat(written(5, "ab", "cde").textWithCount()).isEqualTo("abcde");
  }

  @Test
  void is_cut_to_its_last_bytes_and_says_so() {
    assertThat(written(4, "abc", "def", "g").textWithCount())
        .isEqualTo("Captured 4 of 7 bytes\n...\ndefg");
  }

  @SeededTest
  void ends_as_what_was_written_does(Gen gen) {
    int limit = 1 + gen.below(gen.onceIn(2) ? 20 : 2000);
    StringBuilder all = new StringBuilder();
    Output output = new Output(limit);
    for (int i = 0; i < 100; i++) {
      String part = "abcdefghijklmnopqrstuvwxyz".substring(gen.below(26));
      all.append(part);
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      output.write(bytes, 0, bytes.length);
    }
    assertThat(output.text()).isEqualTo(all.substring(Math.max(0, all.length() - limit)));
  }
}
