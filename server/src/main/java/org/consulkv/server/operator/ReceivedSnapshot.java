package org.consulkv.server.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.consulkv.server.ApiException;
import org.consulkv.server.ErrorKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An archive that somebody wants restored: received whole and found to be what its checksums say,
/// before anything is changed. The state is spooled to a file, because it may be larger than
/// memory.
///
/// Threading: confined to the thread that restores.
final class ReceivedSnapshot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReceivedSnapshot.class);
  private static final int SMALL_FILE_BYTES = 1 << 20;
  private static final int GZIP_HEADER_BYTES = 10;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path state;

  private ReceivedSnapshot(Path state) {
    this.state = state;
  }

  /// @param spool a folder for the state's bytes
  /// @throws ApiException if it is not an archive, or a damaged one
  static ReceivedSnapshot receive(InputStream in, Path spool) {
    Path file;
    try {
      Files.createDirectories(spool);
      file = Files.createTempFile(spool, "restore", ".state");
    } catch (IOException e) {
      throw new ApiException(
          ErrorKind.STORAGE, "failed to create a temporary file in " + spool + ": " + e, e);
    }
    boolean good = false;
    try {
      read(decompress(in), file);
      good = true;
      return new ReceivedSnapshot(file);
    } catch (IOException e) {
      throw refused("failed to read snapshot file: " + reason(e), e);
    } finally {
      if (!good) {
        delete(file);
      }
    }
  }

  InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(state), BUFFER_BYTES);
  }

  @Override
  public void close() {
    delete(state);
  }

  private static InputStream decompress(InputStream in) {
    var buffered = new BufferedInputStream(in, BUFFER_BYTES);
    try {
      buffered.mark(GZIP_HEADER_BYTES);
      int present = buffered.readNBytes(GZIP_HEADER_BYTES).length;
      if (present < GZIP_HEADER_BYTES) {
        throw refused(
            "failed to decompress snapshot: " + (present == 0 ? "EOF" : "unexpected EOF"), null);
      }
      buffered.reset();
      return new GZIPInputStream(buffered, BUFFER_BYTES);
    } catch (ZipException e) {
      throw refused("failed to decompress snapshot: gzip: invalid header", e);
    } catch (IOException e) {
      throw refused("failed to decompress snapshot: " + reason(e), e);
    }
  }

  private static void read(InputStream tar, Path stateFile) throws IOException {
    Map<String, String> sums = new HashMap<>();
    Map<String, String> expected = new HashMap<>();
    for (Optional<Tar.Header> next = Tar.readHeader(tar);
        next.isPresent();
        next = Tar.readHeader(tar)) {
      Tar.Header header = next.get();
      if (!header.isFile() || sums.containsKey(header.name())) {
        throw new IOException("unexpected file \"" + header.name() + "\" in snapshot");
      }
      MessageDigest digest = SnapshotArchive.sha256();
      switch (header.name()) {
        case SnapshotArchive.META -> copySmall(tar, header, digest);
        case SnapshotArchive.STATE -> {
          try (OutputStream out = Files.newOutputStream(stateFile)) {
            copy(tar, header.size(), digest, out);
          }
        }
        case SnapshotArchive.SUMS -> expected.putAll(parse(copySmall(tar, header, digest)));
        default -> throw new IOException("unexpected file \"" + header.name() + "\" in snapshot");
      }
      Tar.skipPadding(tar, header.size());
      sums.put(header.name(), SnapshotArchive.hex(digest));
    }
    drain(tar);
    verify(sums, expected);
  }

  private static void verify(Map<String, String> sums, Map<String, String> expected)
      throws IOException {
    for (String name : new String[] {SnapshotArchive.META, SnapshotArchive.STATE}) {
      String sum = sums.get(name);
      if (sum == null) {
        throw new IOException("file missing: \"" + name + "\"");
      }
      if (!sum.equals(expected.get(name))) {
        throw new IOException(
            "failed checking integrity of snapshot: hash check failed for \"" + name + "\"");
      }
    }
  }

  /// Reads to the end, so that gzip's own checksum is compared.
  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (in.read(buffer) >= 0) {}
  }

  private static String copySmall(InputStream in, Tar.Header header, MessageDigest digest)
      throws IOException {
    if (header.size() > SMALL_FILE_BYTES) {
      throw new IOException("file \"" + header.name() + "\" in snapshot is too large");
    }
    var out = new ByteArrayOutputStream();
    copy(in, header.size(), digest, out);
    return out.toString(UTF_8);
  }

  private static void copy(InputStream in, long size, MessageDigest digest, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = size;
    while (left > 0) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new EOFException("unexpected EOF");
      }
      digest.update(buffer, 0, n);
      out.write(buffer, 0, n);
      left -= n;
    }
  }

  private static Map<String, String> parse(String text) {
    Map<String, String> sums = new HashMap<>();
    for (String line : text.lines().toList()) {
      int space = line.indexOf(' ');
      if (space > 0) {
        sums.put(line.substring(space).strip(), line.substring(0, space));
      }
    }
    return sums;
  }

  private static ApiException refused(String message, @Nullable Throwable cause) {
    return cause == null
        ? new ApiException(ErrorKind.REFUSED, message)
        : new ApiException(ErrorKind.REFUSED, message, cause);
  }

  private static String reason(IOException e) {
    return e instanceof EOFException ? "unexpected EOF" : String.valueOf(e.getMessage());
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      LOG.warn("Could not delete the temporary file {}", file, left);
    }
  }
}
