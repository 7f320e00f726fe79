package org.consulkv.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.consulkv.agent.AgentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_data_directory {
  @TempDir Path folder;

  @Test
  void is_created_when_it_is_missing() {
    Path path = folder.resolve("a/b");
    try (DataDirectory _ = DataDirectory.open(path)) {
      assertThat(path).isDirectory();
    }
  }

  @Test
  void is_refused_to_a_second_agent() {
    try (DataDirectory _ = DataDirectory.open(folder)) {
      assertThatThrownBy(() -> DataDirectory.open(folder))
          .isInstanceOf(AgentException.class)
          .hasMessageContaining(folder + "\" is in use by another agent");
    }
    DataDirectory.open(folder).close();
  }

  @Test
  void cannot_be_a_file() throws IOException {
    Path file = Files.createFile(folder.resolve("x"));
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("is not a directory");
  }
}
