package org.consulkv.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.consulkv.agent.AgentException;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_server_that_slept {
  private static final Duration MAX = Duration.ofHours(6);

  @TempDir Path folder;

  private final VirtualTime time = new VirtualTime();

  @Test
  void starts_if_it_never_ran_or_did_so_lately() {
    try (DataDirectory directory = DataDirectory.open(folder)) {
      assertThatCode(() -> LastSeen.requireRecent(directory, MAX, time.now()))
          .doesNotThrowAnyException();
      try (LastSeen _ = LastSeen.start(directory, time, time)) {
        time.advance(Duration.ofHours(20));
      }
      time.advance(MAX);
      assertThatCode(() -> LastSeen.requireRecent(directory, MAX, time.now()))
          .doesNotThrowAnyException();
      time.advance(Duration.ofHours(1));
      assertThatThrownBy(() -> LastSeen.requireRecent(directory, MAX, time.now()))
          .isInstanceOf(AgentException.class)
          .hasMessageContaining("server_rejoin_age_max (6h0m0s)");
    }
  }

  @Test
  void does_not_guess_what_a_damaged_file_says() throws IOException {
    Files.writeString(folder.resolve("server_metadata.json"), "{");
    try (DataDirectory directory = DataDirectory.open(folder)) {
      assertThatThrownBy(() -> LastSeen.requireRecent(directory, MAX, time.now()))
          .isInstanceOf(AgentException.class)
          .hasMessageContaining("malformed");
    }
  }
}
