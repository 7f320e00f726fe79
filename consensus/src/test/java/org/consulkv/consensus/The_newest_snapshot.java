package org.consulkv.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.ratis.server.protocol.TermIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class The_newest_snapshot {
  @TempDir Path directory;

  private SnapshotFiles files;

  @BeforeEach
  void open() {
    files = new SnapshotFiles(directory.resolve("sm"));
  }

  @Test
  void is_none_before_the_first() throws IOException {
    assertThat(files.newest()).isEmpty();
  }

  @Test
  void is_the_one_written_last() throws IOException {
    write(10);
    write(20);
    assertThat(newestIndex()).contains(20L);
    files.retain(1);
    assertThat(newestIndex()).contains(20L);
  }

  @Test
  void is_an_older_one_once_it_was_set_aside() throws IOException {
    write(10);
    files.setAside(write(20));
    assertThat(newestIndex()).contains(10L);
  }

  @Test
  void is_one_that_came_from_elsewhere_after_the_next_look() throws IOException {
    SnapshotFiles.Snapshot old = write(10);
    Files.copy(old.file(), old.file().resolveSibling("snapshot.2_30"));
    assertThat(files.newestFirst()).hasSize(2);
    assertThat(newestIndex()).contains(30L);
  }

  private SnapshotFiles.Snapshot write(long index) throws IOException {
    return files.write(out -> out.write(1), TermIndex.valueOf(1, index));
  }

  private Optional<Long> newestIndex() throws IOException {
    return files.newest().map(snapshot -> snapshot.at().getIndex());
  }
}
