package org.consulkv.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.consulkv.agent.config.LogConfig;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class The_log_file {
  @TempDir Path folder;
  private final VirtualTime time = new VirtualTime();

  @Test
  void carries_the_time_of_its_start_in_its_name() throws IOException {
    try (LogFile file = open("agent.log", 0, 0)) {
      file.write("a\n");
      file.write("b\n");
    }
    assertThat(files()).singleElement().asString().matches(".*/agent-\\d+\\.log");
    assertThat(files().getFirst()).hasContent("a\nb\n");
  }

  @Test
  void has_a_name_of_its_own_in_a_folder() throws IOException {
    open("sub/", 0, 0).close();
    try (Stream<Path> all = Files.list(folder.resolve("sub"))) {
      assertThat(all).singleElement().asString().matches(".*/consul-\\d+\\.log");
    }
  }

  @Test
  void is_followed_by_another_when_it_is_large() throws IOException {
    try (LogFile file = open("a.log", 5, 0)) {
      file.write("123\n");
      file.write("456\n");
      file.write("longer than five\n");
    }
    assertThat(files()).hasSize(3);
    assertThat(files().get(1)).hasContent("456\n");
  }

  @Test
  void is_followed_by_another_when_it_is_old() throws IOException {
    try (LogFile file = open("a.log", 0, 0)) {
      file.write("1\n");
      time.advance(Duration.ofHours(25));
      file.write("2\n");
    }
    assertThat(files()).hasSize(2);
  }

  @Test
  void is_deleted_when_there_are_too_many() throws IOException {
    try (LogFile file = open("a.log", 1, 2)) {
      for (int i = 0; i < 6; i++) {
        file.write(i + "\n");
      }
    }
    assertThat(files()).hasSize(3);
    assertThat(files().getLast()).hasContent("5\n");
  }

  @Test
  void is_kept_alone_when_no_other_may_be() throws IOException {
    try (LogFile file = open("a.log", 1, -1)) {
      file.write("1\n");
      file.write("2\n");
    }
    assertThat(files()).singleElement().satisfies(one -> assertThat(one).hasContent("2\n"));
  }

  private LogFile open(String name, long rotateBytes, int maxFiles) throws IOException {
    String path = folder.resolve(name) + (name.endsWith("/") ? "/" : "");
    return new LogFile(
        new LogConfig(
            LogLevel.INFO, false, path, rotateBytes, Duration.ofHours(24), maxFiles, false, ""),
        time);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
