package org.consulkv.cli.snapshot;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.consulkv.cli.json.JsonError;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonReader;

/// Reads a snapshot archive (a gzipped tar of `meta.json`, `state.bin` and `SHA256SUMS`) once, from
/// front to back, and checks the sums. Threading: one thread.
final class SnapshotFile {
  private static final int SHORTEST = 10;
  private static final long LONGEST_TEXT = 1 << 20;

  private final Map<String, String> sums = new HashMap<>();
  private JsonObject meta = new JsonObject();
  private String expected = "";

  private SnapshotFile() {}

  /// What takes the state while it passes by; what it leaves unread is skipped.
  interface StateSink {
    void accept(InputStream state) throws IOException;
  }

  /// Reads a whole archive.
  ///
  /// @return its `meta.json`
  static JsonObject read(InputStream archive, StateSink sink) throws IOException {
    SnapshotFile file = new SnapshotFile();
    try (GZIPInputStream tar = unzip(archive)) {
      file.readAll(new TarReader(tar), sink);
      tar.skip(Long.MAX_VALUE);
    } catch (EOFException e) {
      throw new IOException("failed to decompress snapshot: unexpected EOF", e);
    } catch (ZipException e) {
      throw new IOException("failed to decompress snapshot: " + e.getMessage(), e);
    }
    file.check();
    return file.meta;
  }

  private static GZIPInputStream unzip(InputStream archive) throws IOException {
    InputStream buffered = archive.markSupported() ? archive : new BufferedInputStream(archive);
    buffered.mark(SHORTEST);
    if (buffered.readNBytes(SHORTEST).length < SHORTEST) {
      throw new EOFException();
    }
    buffered.reset();
    try {
      return new GZIPInputStream(buffered, 1 << 16);
    } catch (ZipException e) {
      throw new IOException("failed to decompress snapshot: gzip: invalid header", e);
    }
  }

  private void readAll(TarReader tar, StateSink sink) throws IOException {
    while (tar.next()) {
      MessageDigest digest = sha256();
      DigestInputStream content = new DigestInputStream(tar.content(), digest);
      switch (tar.name()) {
        case "meta.json" -> meta = metaOf(content);
        case "state.bin" -> sink.accept(content);
        case "SHA256SUMS" -> expected = textOf(content);
        default -> throw new IOException("unexpected file \"" + tar.name() + "\" in snapshot");
      }
      content.transferTo(OutputStream.nullOutputStream());
      sums.put(tar.name(), HexFormat.of().formatHex(digest.digest()));
    }
  }

  private static JsonObject metaOf(InputStream content) throws IOException {
    try {
      return JsonReader.read(textOf(content).getBytes(StandardCharsets.UTF_8))
              instanceof JsonObject object
          ? object
          : new JsonObject();
    } catch (JsonError e) {
      throw new IOException("failed to decode snapshot metadata: " + e.text(), e);
    }
  }

  private static String textOf(InputStream content) throws IOException {
    return new String(content.readNBytes((int) LONGEST_TEXT), StandardCharsets.UTF_8);
  }

  private void check() throws IOException {
    if (expected.isEmpty()) {
      throw new IOException("failed checking integrity of snapshot: no SHA256SUMS");
    }
    for (String line : expected.lines().toList()) {
      int gap = line.indexOf("  ");
      String name = gap < 0 ? "" : line.substring(gap + 2);
      String sum = sums.get(name);
      if (sum == null) {
        throw new IOException(
            "failed checking integrity of snapshot: file \"" + name + "\" is missing");
      }
      if (!sum.equals(line.substring(0, gap))) {
        throw new IOException(
            "failed checking integrity of snapshot: hash check failed for \"" + name + "\"");
      }
      sums.remove(name);
    }
    if (!sums.keySet().equals(Set.of("SHA256SUMS"))) {
      throw new IOException(
          "failed checking integrity of snapshot: list missing hash for some files");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
