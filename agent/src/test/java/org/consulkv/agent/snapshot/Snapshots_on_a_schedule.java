package org.consulkv.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.consulkv.agent.config.SnapshotSchedule;
import org.consulkv.testkit.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Snapshots_on_a_schedule {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private final VirtualTime time = new VirtualTime();
  private boolean leads = true;
  private boolean diskFull;

  @Test
  void are_saved_once_in_an_interval() throws IOException {
    start(HOUR, 10);
    time.advance(Duration.ofHours(2));
    assertThat(names())
        .containsExactly("consul-20260101T010000Z.snap", "consul-20260101T020000Z.snap");
    assertThat(folder.resolve("deep/consul-20260101T010000Z.snap")).hasContent("the state");
  }

  @Test
  void are_as_many_as_shall_be_kept() throws IOException {
    start(HOUR, 2);
    time.advance(Duration.ofHours(5));
    assertThat(names())
        .containsExactly("consul-20260101T040000Z.snap", "consul-20260101T050000Z.snap");
  }

  @Test
  void are_the_leaders_to_save() throws IOException {
    leads = false;
    start(HOUR, 2);
    time.advance(Duration.ofHours(2));
    assertThat(names()).isEmpty();
    leads = true;
    time.advance(HOUR);
    assertThat(names()).hasSize(1);
  }

  @Test
  void leave_nothing_behind_when_they_fail_and_come_again() throws IOException {
    diskFull = true;
    start(HOUR, 2);
    time.advance(HOUR);
    assertThat(names()).isEmpty();
    diskFull = false;
    time.advance(HOUR);
    assertThat(names()).hasSize(1);
  }

  @Test
  void end_with_the_server() throws IOException {
    start(HOUR, 2).close();
    time.advance(Duration.ofHours(3));
    assertThat(names()).isEmpty();
  }

  private ScheduledSnapshots start(Duration interval, int retain) {
    return ScheduledSnapshots.start(
        new SnapshotSchedule(interval, retain, Optional.empty()),
        folder.resolve("deep"),
        this::write,
        () -> leads,
        time,
        time,
        Runnable::run);
  }

  private void write(OutputStream out) throws IOException {
    out.write("the state".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (diskFull) {
      throw new IOException("no space left on device");
    }
  }

  private List<String> names() throws IOException {
    Path deep = folder.resolve("deep");
    if (!Files.exists(deep)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(deep)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
