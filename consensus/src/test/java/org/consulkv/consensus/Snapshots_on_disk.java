package org.consulkv.consensus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.consulkv.consensus.RatisLogConfig.Snapshots;
import org.consulkv.runtime.LogException;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Snapshots_on_disk {
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir Path directory;

  private OnDisk server;

  @BeforeEach
  void open() throws IOException {
    server = new OnDisk(directory);
    server.with(server.config().withSnapshots(new Snapshots(10, NEVER, 0))).open();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void hold_the_state_from_which_a_restart_goes_on() throws IOException {
    List<String> commands = new ArrayList<>(server.commitMany("a", 50));
    compact();
    commands.addAll(server.commitMany("b", 50));
    server.reopen();
    assertThat(server.journal().commands()).isEqualTo(commands);
    assertThat(server.journal().entrySizes().stream().mapToInt(n -> n).sum())
        .as("commands applied again, those behind the snapshot")
        .isEqualTo(50);
    assertThat(server.commit("next")).isEqualTo(101);
  }

  @Test
  void let_the_log_drop_the_segments_they_hold() throws IOException {
    String large = "x".repeat(60_000);
    for (int i = 0; i < 5; i++) {
      server.commitMany(large, 100); // 6 MB each, so that segments of 16 MB fill up
    }
    assertThat(firstSegment()).startsWith("log_0-");
    compact();
    assertThat(firstSegment()).doesNotStartWith("log_0-");
    int count = server.journal().commands().size();
    server.reopen();
    assertThat(server.journal().commands()).hasSize(count);
    assertThat(server.commit("next")).isEqualTo(count + 1);
  }

  @Test
  void are_reported() {
    server.commitMany("a", 5);
    assertThat(server.log().status().snapshotIndex()).isZero();
    compact();
    assertThat(server.log().status().snapshotIndex())
        .isEqualTo(server.log().status().appliedIndex());
    assertThat(server.log().status().snapshotTerm()).isEqualTo(1);
  }

  @Test
  void are_taken_by_themselves_when_enough_has_changed() throws IOException {
    server.close();
    server.with(server.config().withSnapshots(new Snapshots(10, Duration.ofMillis(1), 0))).open();
    server.commitMany("a", 100);
    Await.until(() -> server.log().status().snapshotIndex() > 0);
    assertThat(snapshotFiles()).isNotEmpty();
  }

  @Test
  void follow_rules_that_change() throws IOException {
    server.close();
    var rules = new AtomicReference<>(new Snapshots(1_000, NEVER, 1_000));
    server.with(server.config().withSnapshots(rules::get)).open();
    String large = "x".repeat(60_000);
    for (int i = 0; i < 5; i++) {
      server.commitMany(large, 100); // 6 MB each, so that segments of 16 MB fill up
    }
    compact();
    assertThat(firstSegment()).as("all entries are kept").startsWith("log_0-");
    long before = server.log().status().snapshotIndex();

    rules.set(new Snapshots(10, Duration.ofMillis(1), 10));
    server.commitMany("a", 100);
    Await.until(() -> server.log().status().snapshotIndex() > before);
    compact();
    assertThat(firstSegment()).doesNotStartWith("log_0-");
  }

  @Test
  void replace_older_ones_but_for_one() throws IOException {
    for (int i = 0; i < 4; i++) {
      server.commit("a" + i);
      compact();
    }
    assertThat(snapshotFiles()).hasSize(2);
  }

  @Test
  void are_passed_over_when_damaged_if_the_log_reaches_back() throws IOException {
    List<String> commands = server.commitMany("a", 50);
    compact();
    server.close();
    flipByte(snapshotFiles().getFirst(), 20);
    server.open();
    assertThat(server.journal().commands()).isEqualTo(commands);
    assertThat(snapshotFiles()).as("the damaged one is set aside").isEmpty();
  }

  @Test
  void stop_the_node_when_damaged_and_needed() throws IOException {
    server.commitMany("a", 50);
    compact();
    server.close();
    Path snapshot = snapshotFiles().getFirst();
    flipByte(snapshot, 20);
    for (Path segment : server.segments()) {
      Files.delete(segment);
    }
    assertThatThrownBy(server::open)
        .isInstanceOf(DamagedLogException.class)
        .hasMessageContaining(snapshot.toString())
        .hasMessageContaining("checksum")
        .hasMessageContaining("from a backup");
  }

  @Test
  void leave_nothing_behind_when_they_cannot_be_written() throws IOException {
    server.close();
    var free = new AtomicLong(Long.MAX_VALUE);
    server.with(new DiskSpace(directory, free::get)).open();
    free.set(0);
    assertThatThrownBy(() -> server.log().compact().join())
        .hasCauseInstanceOf(LogException.class)
        .hasMessageContaining("no space left");
    assertThat(snapshotFiles()).isEmpty();
  }

  private void compact() {
    server.log().compact().orTimeout(20, SECONDS).join();
  }

  private String firstSegment() throws IOException {
    return server.segments().stream()
        .map(file -> Segment.of(file).orElseThrow())
        .min(Comparator.comparingLong(Segment::start))
        .map(segment -> segment.file().getFileName().toString())
        .orElseThrow();
  }

  private List<Path> snapshotFiles() throws IOException {
    if (!Files.isDirectory(server.snapshots())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(server.snapshots())) {
      return files.filter(file -> !file.toString().endsWith(".damaged")).sorted().toList();
    }
  }

  private static void flipByte(Path file, int position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] ^= 0x10;
    Files.write(file, bytes);
  }
}
