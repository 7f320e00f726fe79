package org.consulkv.agent.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.consulkv.agent.config.source.SyntaxException;
import org.consulkv.agent.local.SavedJson.Heartbeat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the data directory keeps of services and checks that were registered over the API, one file
/// each: `services/`, `checks/`, and the last heartbeats of TTL checks in `checks/state/`. A file
/// is named after the digest of its id and replaced whole.
///
/// Threading: thread-safe, as long as two threads do not write the same file; everything here may
/// block.
final class LocalFiles {
  private static final Logger LOG = LoggerFactory.getLogger("agent");

  private final Path services;
  private final Path checks;
  private final Path heartbeats;
  private final String node;

  /// @param directory the data directory
  LocalFiles(Path directory, String node) {
    services = directory.resolve("services");
    checks = directory.resolve("checks");
    heartbeats = checks.resolve("state");
    this.node = node;
    try {
      Files.createDirectories(services);
      Files.createDirectories(heartbeats);
    } catch (IOException e) {
      throw new UncheckedIOException("creating directories in " + directory, e);
    }
  }

  void save(LocalService service) {
    write(services, service.id(), SavedJson.service(service), true);
  }

  void removeService(String id) {
    remove(services, id);
  }

  void save(LocalCheck check) {
    write(checks, check.id(), SavedJson.check(check), true);
  }

  /// Forgets a check and its heartbeat.
  void removeCheck(String id) {
    remove(checks, id);
    remove(heartbeats, id);
  }

  /// Not forced to the disk: what it prevents is a flap after an ordinary restart.
  void save(Heartbeat heartbeat) {
    write(heartbeats, heartbeat.checkId(), SavedJson.heartbeat(heartbeat), false);
  }

  List<LocalService> services() {
    return all(services, file -> SavedJson.service(file, node));
  }

  List<LocalCheck> checks() {
    return all(checks, file -> SavedJson.check(file, node));
  }

  List<Heartbeat> heartbeats() {
    return all(heartbeats, file -> Optional.of(SavedJson.heartbeat(file)));
  }

  private interface Reader<T> {
    Optional<T> read(byte[] file) throws SyntaxException;
  }

  /// A file that cannot be read is reported and left where it is.
  private static <T> List<T> all(Path directory, Reader<T> reader) {
    List<T> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        if (Files.isRegularFile(file) && !file.toString().endsWith(".tmp")) {
          read(file, reader).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + directory, e);
    }
    return found;
  }

  private static <T> Optional<T> read(Path file, Reader<T> reader) {
    try {
      return reader.read(Files.readAllBytes(file));
    } catch (IOException | SyntaxException e) {
      LOG.atError()
          .addKeyValue("file", file)
          .addKeyValue("error", e.getMessage())
          .log("A saved definition cannot be read and is left out");
      return Optional.empty();
    }
  }

  private static void write(Path directory, String id, byte[] content, boolean force) {
    Path file = directory.resolve(name(id));
    Path unfinished = directory.resolve(name(id) + ".tmp");
    try {
      try (FileChannel out =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        if (force) {
          out.force(true);
        }
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + file, e);
    }
  }

  private static void remove(Path directory, String id) {
    Path file = directory.resolve(name(id));
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("removing " + file, e);
    }
  }

  private static String name(String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(id.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
