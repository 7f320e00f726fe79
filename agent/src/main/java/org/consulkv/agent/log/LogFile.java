package org.consulkv.agent.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.consulkv.agent.config.LogConfig;
import org.consulkv.runtime.Clock;

/// The log's file. A new one begins when the present one is large or old enough; each carries the
/// time of its start in its name, as `consul-1767225600000000000.log`.
///
/// Threading: confined to whoever holds the log's lock.
final class LogFile implements AutoCloseable {
  private final Path folder;
  private final String prefix;
  private final String suffix;
  private final long rotateBytes;
  private final Duration rotateDuration;
  private final int maxFiles;
  private final Clock clock;

  private OutputStream out = OutputStream.nullOutputStream();
  private long written;
  private Instant opened = Instant.EPOCH;

  /// Opens the first file.
  ///
  /// @throws IOException if it cannot be written
  LogFile(LogConfig config, Clock clock) throws IOException {
    String path = config.file();
    boolean isFolder = path.endsWith("/") || Files.isDirectory(Path.of(path));
    Path file = isFolder ? Path.of(path, "consul") : Path.of(path);
    Path parent = file.toAbsolutePath().getParent();
    this.folder = parent == null ? Path.of("/") : parent;
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    this.prefix = (dot > 0 ? name.substring(0, dot) : name) + "-";
    this.suffix = dot > 0 ? name.substring(dot) : ".log";
    this.rotateBytes = config.rotateBytes();
    this.rotateDuration = config.rotateDuration();
    this.maxFiles = config.rotateMaxFiles();
    this.clock = clock;
    Files.createDirectories(folder);
    open();
  }

  void write(String line) throws IOException {
    byte[] bytes = line.getBytes(UTF_8);
    boolean full = rotateBytes > 0 && written > 0 && written + bytes.length > rotateBytes;
    boolean old = rotateDuration.isPositive() && opened.plus(rotateDuration).isBefore(clock.now());
    if (full || old) {
      out.close();
      open();
    }
    out.write(bytes);
    written += bytes.length;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void open() throws IOException {
    Instant now = clock.now();
    opened = now.isAfter(opened) ? now : opened.plusNanos(1); // names sort by age
    Path file = folder.resolve(prefix + nanos(opened) + suffix);
    out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    written = 0;
    prune();
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  /// Deletes the oldest files beyond the number to keep; the present one counts as none.
  private void prune() throws IOException {
    if (maxFiles == 0) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(this::isOurs).sorted().toList();
    }
    int surplus = files.size() - 1 - Math.max(maxFiles, 0);
    for (int i = 0; i < surplus; i++) {
      Files.deleteIfExists(files.get(i));
    }
  }

  private boolean isOurs(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(prefix)
        && name.endsWith(suffix)
        && name.length() > prefix.length() + suffix.length()
        && name.substring(prefix.length(), name.length() - suffix.length())
            .chars()
            .allMatch(c -> c >= '0' && c <= '9');
  }
}
