package org.consulkv.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_damaged_log {
  @TempDir Path directory;

  private OnDisk server;
  private Path segment;

  @BeforeEach
  void write_ten_entries_and_stop() throws IOException {
    server = new OnDisk(directory).open();
    for (int i = 0; i < 10; i++) {
      server.commit("command" + i);
    }
    server.close();
    segment = server.segments().getLast();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void is_cut_where_its_last_write_was_torn() throws IOException {
    truncate(end() - 3);
    server.open();
    assertThat(server.journal().commands()).hasSize(9);
    assertThat(server.commit("next")).isEqualTo(10);
    server.reopen();
    assertThat(server.journal().commands()).hasSize(10).endsWith("next");
  }

  @Test
  void is_cut_where_the_disk_kept_only_some_blocks_of_the_last_write() throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    int start = startOf("command9");
    Arrays.fill(bytes, start, start + 4, (byte) 0); // and what follows was written
    Files.write(segment, bytes);
    server.open();
    assertThat(server.journal().commands()).hasSize(9);
  }

  @Test
  void is_cut_where_the_length_of_the_last_entry_is_zeros() throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    long last = Segment.of(segment).orElseThrow().scan(9).intactBytes();
    Arrays.fill(bytes, (int) last, (int) last + 10, (byte) 0);
    Files.write(segment, bytes);
    server.open();
    assertThat(server.journal().commands()).hasSize(9);
  }

  @Test
  void starts_at_any_length_its_tail_was_cut_to() throws IOException {
    byte[] whole = Files.readAllBytes(segment);
    long end = end();
    for (long length = end - 1; length > end - 60; length--) {
      Files.write(segment, whole);
      truncate(length);
      LogFiles.Range range = new LogFiles(server.current()).check(-1);
      assertThat(range.first()).isZero();
      assertThat(range.last()).isBetween(8L, 10L);
      assertThat(Files.size(segment)).isLessThanOrEqualTo(length);
    }
  }

  @Test
  void does_not_start_when_an_entry_in_its_middle_is_damaged() throws IOException {
    flip(startOf("command4"));
    refuses_to_start(segment);
  }

  @Test
  void does_not_start_when_any_byte_in_its_middle_is_damaged() throws IOException {
    byte[] whole = Files.readAllBytes(segment);
    for (int at = startOf("command2"); at < startOf("command5"); at++) {
      for (int mask : new int[] {0x01, 0x40, 0x80}) { // 0x80 makes a length reach beyond the file
        byte[] bytes = whole.clone();
        bytes[at] ^= (byte) mask;
        Files.write(segment, bytes);
        assertThatThrownBy(() -> new LogFiles(server.current()).check(-1))
            .as("byte %d", at)
            .isInstanceOf(DamagedLogException.class);
      }
    }
  }

  @Test
  void does_not_start_when_its_header_is_damaged() throws IOException {
    flip(2);
    refuses_to_start(segment);
  }

  @Test
  void does_not_start_when_a_finished_segment_is_cut_short() throws IOException {
    server.open(); // the next term starts a new segment
    server.commit("next");
    server.close();
    Path finished =
        server.segments().stream()
            .filter(file -> file.toString().endsWith("-10"))
            .findAny()
            .orElseThrow();
    segment = finished;
    truncate(Files.size(finished) - 1);
    refuses_to_start(finished);
  }

  @Test
  void does_not_start_when_a_segment_is_missing() throws IOException {
    server.open();
    server.commit("next");
    server.close();
    List<Path> segments = server.segments();
    Files.delete(
        segments.stream().filter(file -> file.toString().endsWith("-10")).findAny().orElseThrow());
    assertThatThrownBy(server::open)
        .isInstanceOf(DamagedLogException.class)
        .hasMessageContaining("lacks the entries 0 to 10");
  }

  @Test
  void does_not_start_when_all_of_it_is_missing() throws IOException {
    Files.delete(segment);
    assertThatThrownBy(server::open).isInstanceOf(DamagedLogException.class);
  }

  private void refuses_to_start(Path file) {
    assertThatThrownBy(server::open)
        .isInstanceOf(DamagedLogException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("from a backup")
        .hasMessageContaining("move the data directory away");
  }

  /// Where the last entry ends: zeros fill the rest of the file.
  private long end() throws IOException {
    return Segment.of(segment).orElseThrow().scan(Long.MAX_VALUE).intactBytes();
  }

  private int startOf(String command) throws IOException {
    String text = Files.readString(segment, java.nio.charset.StandardCharsets.ISO_8859_1);
    int at = text.indexOf(command);
    assertThat(at).isPositive();
    return at;
  }

  private void truncate(long length) throws IOException {
    try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private void flip(int position) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    bytes[position] ^= 0x40;
    Files.write(segment, bytes);
  }
}
