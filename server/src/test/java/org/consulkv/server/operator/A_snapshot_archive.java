package org.consulkv.server.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.consulkv.runtime.LogStatus.Peer;
import org.consulkv.server.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_snapshot_archive {
  private static final byte[] STATE = "the state, ".repeat(20_000).getBytes(UTF_8);

  @TempDir Path spool;

  @Test
  void gives_back_the_state_that_was_saved() throws IOException {
    try (ReceivedSnapshot received = receive(archive())) {
      assertThat(received.open().readAllBytes()).isEqualTo(STATE);
    }
    assertThat(spooled()).isEmpty();
  }

  @Test
  void is_what_tar_can_list() throws Exception {
    Path file = spool.resolve("a.snap");
    Files.write(file, archive());
    Process tar = new ProcessBuilder("tar", "tzf", file.toString()).start();
    assertThat(new String(tar.getInputStream().readAllBytes(), UTF_8).lines())
        .containsExactly("meta.json", "state.bin", "SHA256SUMS");
    assertThat(tar.waitFor()).isZero();
  }

  @Test
  void says_what_it_holds() throws IOException {
    SnapshotMeta meta = saved().meta();
    assertThat(meta.index()).isEqualTo(42);
    assertThat(meta.size()).isEqualTo(STATE.length);
    assertThat(new String(meta.toJson(), UTF_8))
        .isEqualTo(
            "{\"Version\":1,\"ID\":\"3-42-1000\",\"Index\":42,\"Term\":3,\"Configuration\":"
                + "{\"Servers\":[{\"Suffrage\":0,\"ID\":\"n\",\"Address\":\"127.0.0.1:8300\"}]},"
                + "\"ConfigurationIndex\":1,\"Size\":220000}");
  }

  @Test
  void is_refused_when_it_is_empty() {
    assertRefused(new byte[0], "failed to decompress snapshot: EOF");
  }

  @Test
  void is_refused_when_it_is_something_else() {
    assertRefused("garbage".getBytes(UTF_8), "failed to decompress snapshot: unexpected EOF");
    assertRefused(
        "garbage that is longer".getBytes(UTF_8),
        "failed to decompress snapshot: gzip: invalid header");
  }

  @Test
  void is_refused_when_it_ends_early_wherever_that_is() throws IOException {
    byte[] whole = archive();
    for (int length = 11; length < whole.length; length += 37) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> receive(part)).isInstanceOf(ApiException.class);
    }
    assertThat(spooled()).isEmpty();
  }

  @Test
  void is_refused_when_its_state_was_changed() throws IOException {
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(archive())).readAllBytes();
    tar[tar.length / 2] ^= 1;
    var changed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(changed)) {
      gzip.write(tar);
    }
    assertRefused(
        changed.toByteArray(),
        "failed to read snapshot file: failed checking integrity of snapshot: hash check failed"
            + " for \"state.bin\"");
  }

  private void assertRefused(byte[] archive, String message) {
    assertThatThrownBy(() -> receive(archive)).isInstanceOf(ApiException.class).hasMessage(message);
  }

  private ReceivedSnapshot receive(byte[] archive) {
    InputStream in = new ByteArrayInputStream(archive);
    return ReceivedSnapshot.receive(in, spool);
  }

  private static byte[] archive() throws IOException {
    var out = new ByteArrayOutputStream();
    saved().writeTo(out);
    return out.toByteArray();
  }

  private static SnapshotArchive saved() throws IOException {
    return SnapshotArchive.of(
        out -> out.write(STATE),
        42,
        3,
        List.of(new Peer("n", "127.0.0.1:8300", true)),
        Instant.ofEpochSecond(1));
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.toList();
    }
  }
}
