package org.consulkv.cli.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.consulkv.cli.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class A_snapshot_file {
  private static final String META =
      "{\"Version\":1,\"ID\":\"2-5-99\",\"Index\":5,\"Term\":2,\"Size\":40}";
  private static final String STATE = "KVS a/b/c 3000\nKVS a/b/d 10\nSession - 20";

  private final Shell shell = new Shell();
  @TempDir private Path folder = Path.of("");

  @Test
  void is_summed_up() throws IOException {
    assertThat(shell.run("snapshot", "inspect", file(STATE, sum(STATE)))).isZero();
    assertThat(shell.out())
        .isEqualTo(
            """
             ID           2-5-99
             Size         40
             Index        5
             Term         2
             Version      1

             Type                      Count      Size
             ----                      ----       ----
             KVS                       2          2.9KB
             Session                   1          20B
             ----                      ----       ----
             Total                                3KB
            """);
  }

  @Test
  void is_summed_up_by_key_and_as_json() throws IOException {
    String file = file(STATE, sum(STATE));
    shell.run("snapshot", "inspect", "-kvdetails", file);
    assertThat(shell.out()).contains(" a/b                       2          2.9KB\n");
    shell.run("snapshot", "inspect", "-kvdetails", "-kvdepth=3", "-kvfilter=a/b/d", file);
    assertThat(shell.out())
        .contains(" a/b/d                     1          10B\n")
        .doesNotContain("a/b/c");
    shell.run("snapshot", "inspect", "-format=json", file);
    assertThat(shell.out()).contains("\"TotalSize\": 3030,").contains("\"StatsKV\": [],");
  }

  @Test
  void is_refused_if_it_is_none() throws IOException {
    Path junk = Files.writeString(folder.resolve("junk"), "junk");
    assertThat(shell.run("snapshot", "inspect", junk.toString())).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error reading snapshot: failed to decompress snapshot: unexpected EOF\n");
    Files.writeString(junk, "a longer piece of junk");
    shell.run("snapshot", "inspect", junk.toString());
    assertThat(shell.err())
        .isEqualTo("Error reading snapshot: failed to decompress snapshot: gzip: invalid header\n");
    shell.run("snapshot", "inspect", "nosuch");
    assertThat(shell.err())
        .isEqualTo("Error opening snapshot file: open nosuch: no such file or directory\n");
  }

  @Test
  void is_refused_if_a_sum_is_wrong() throws IOException {
    assertThat(shell.run("snapshot", "inspect", file(STATE, sum("another state")))).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo(
            "Error reading snapshot: failed checking integrity of snapshot: hash check failed for"
                + " \"state.bin\"\n");
  }

  @Test
  void is_refused_if_it_is_cut_off() throws IOException {
    Path file = Path.of(file(STATE, sum(STATE)));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 20));
    assertThat(shell.run("snapshot", "inspect", file.toString())).isEqualTo(1);
    assertThat(shell.err())
        .isEqualTo("Error reading snapshot: failed to decompress snapshot: unexpected EOF\n");
  }

  private String file(String state, String stateSum) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    add(tar, "meta.json", META);
    add(tar, "state.bin", state);
    add(tar, "SHA256SUMS", sum(META) + "  meta.json\n" + stateSum + "  state.bin\n");
    tar.write(new byte[1024]);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      tar.writeTo(gzip);
    }
    return Files.write(folder.resolve("file.snap"), zipped.toByteArray()).toString();
  }

  private static void add(ByteArrayOutputStream tar, String name, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[512];
    byte[] size = "%011o".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, header, 0, name.length());
    System.arraycopy(size, 0, header, 124, size.length);
    header[156] = '0';
    tar.writeBytes(header);
    tar.writeBytes(content);
    tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
  }

  private static String sum(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
