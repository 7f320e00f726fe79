package org.consulkv.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.consulkv.faults.node.Damage;
import org.consulkv.faults.node.Node;
import org.consulkv.faults.node.NodeSettings;
import org.consulkv.faults.workload.Numbered;
import org.consulkv.testkit.machine.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class A_server_whose_files_are_damaged {
  private static final int VALUE_BYTES = 100;
  private static final String OPEN_SEGMENT = "raft/.*/log_inprogress_\\d+";
  private static final String SNAPSHOT = "raft/.*/snapshot\\.\\d+_\\d+";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private Node node;
  private Numbered keys;

  @BeforeEach
  void write_some_keys() {
    NodeSettings settings =
        NodeSettings.alone(folder)
            .with("raft_snapshot_threshold", "100")
            .with("raft_snapshot_interval", "\"1s\"")
            .with("raft_trailing_logs", "1");
    node = new Node(settings).start();
    keys = new Numbered(node, VALUE_BYTES);
    keys.write(50);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void starts_without_what_was_cut_off_its_log() {
    for (int bytes : List.of(1, 3, 20, 90, 500)) {
      node.kill();
      Path log = openSegment();
      Damage.truncate(log, Damage.usedBytes(log) - bytes);

      node.start();

      int held = keys.held();
      assertThat(held).isBetween(keys.written() - entriesIn(bytes), keys.written() - 1);
      keys.continueAfter(held);
      keys.write(20);
    }
    assertKeepsWhatItHas();
  }

  @Test
  void starts_without_a_last_entry_that_is_garbled() {
    for (int bytes : List.of(1, 4, 60)) {
      node.kill();
      Path log = openSegment();
      Damage.garble(log, Damage.usedBytes(log) - bytes, bytes, bytes);

      node.start();

      assertThat(keys.held()).isEqualTo(keys.written() - 1);
      keys.continueAfter(keys.written() - 1);
      keys.write(20);
    }
    assertKeepsWhatItHas();
  }

  @Test
  void starts_without_a_last_entry_of_which_a_block_is_missing() {
    node.kill();
    Path log = openSegment();
    Damage.blank(log, Damage.usedBytes(log) - 60, 30);

    node.start();

    assertThat(keys.held()).isEqualTo(keys.written() - 1);
  }

  @Test
  void refuses_to_start_if_its_log_is_damaged_in_the_middle() throws IOException {
    node.kill();
    Path log = openSegment();
    byte[] whole = Files.readAllBytes(log);
    for (double place : List.of(0.1, 0.5, 0.8)) {
      Damage.garble(log, (long) (Damage.usedBytes(log) * place), 8, 1);

      assertRefusesToStartNaming(log);
      Files.write(log, whole);
    }
    node.start();
    assertThat(keys.held()).isEqualTo(keys.written());
  }

  @Test
  void refuses_to_start_if_a_log_file_is_missing() throws IOException {
    node.kill();
    Path log = openSegment();
    Files.delete(log);

    assertRefusesToStartNaming(node.settings().dataDir());
  }

  @Test
  void starts_with_everything_or_not_at_all_if_its_snapshot_is_damaged() {
    takeSnapshots();
    node.kill();
    for (Path snapshot : node.files(SNAPSHOT)) {
      Damage.garble(snapshot, Damage.usedBytes(snapshot) / 2, 8, 1);
    }

    assertStartsWithEverythingOrNotAtAll(node.settings().dataDir());
  }

  @Test
  void starts_with_everything_or_not_at_all_if_its_snapshot_is_missing() throws IOException {
    takeSnapshots();
    node.kill();
    for (Path snapshot : node.files(SNAPSHOT)) {
      Files.delete(snapshot);
    }

    assertStartsWithEverythingOrNotAtAll(node.settings().dataDir());
  }

  @Test
  void starts_with_everything_if_only_the_newest_snapshot_is_damaged() {
    takeSnapshots();
    node.kill();
    Path newest = node.files(SNAPSHOT).getLast();
    Damage.truncate(newest, Damage.usedBytes(newest) / 2);

    assertStartsWithEverythingOrNotAtAll(newest);
  }

  private void takeSnapshots() {
    for (int count = 1; count <= 2; count++) {
      List<Path> before = node.files(SNAPSHOT);
      keys.write(120);
      Await.until(
          Duration.ofSeconds(20),
          () -> !node.files(SNAPSHOT).equals(before),
          () -> "a snapshot is written" + node.tail());
    }
    // A clean end closes the log's file, so that it can be dropped after the next snapshot.
    node.terminate();
    node.start();
    keys.write(120);
    keys.write(10);
  }

  private Path openSegment() {
    return node.files(OPEN_SEGMENT).getLast();
  }

  private void assertKeepsWhatItHas() {
    node.kill();
    node.start();
    assertThat(keys.held()).isEqualTo(keys.written());
  }

  private void assertRefusesToStartNaming(Path file) {
    int before = node.log().length();
    node.launch();

    assertThat(node.awaitExit()).isEqualTo(1);
    assertThat(node.log().substring(before)).contains(file.toString());
  }

  private void assertStartsWithEverythingOrNotAtAll(Path named) {
    int before = node.log().length();
    node.launch();
    if (node.servesOrEnds()) {
      assertThat(keys.held()).isEqualTo(keys.written());
    } else {
      assertThat(node.awaitExit()).isEqualTo(1);
      assertThat(node.log().substring(before)).contains(named.toString());
    }
  }

  /// How many entries a cut of so many bytes can touch: each is longer than its value.
  private static int entriesIn(int bytes) {
    return 1 + bytes / VALUE_BYTES;
  }
}
