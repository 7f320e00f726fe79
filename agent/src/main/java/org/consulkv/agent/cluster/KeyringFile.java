package org.consulkv.agent.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.GossipConfig;
import org.consulkv.gossip.serf.Keyring;
import org.consulkv.runtime.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys of a pool from one life of the agent to the next: a JSON list, the first one encrypts.
/// Once the file is there it counts, and the key of the configuration no longer does: keys change
/// while agents run.
///
/// Threading: loaded once, by who starts the pool; [#changed] from any thread.
final class KeyringFile {
  private static final Logger LOG = LoggerFactory.getLogger("agent");
  private static final JsonFactory JSON = new JsonFactory();

  private final Optional<Path> path;
  private volatile Keyring latest = Keyring.NONE;

  /// @param path where the keys are kept; empty if they are not
  KeyringFile(Optional<Path> path) {
    this.path = path;
  }

  /// @param directory the data directory, if there is one
  static KeyringFile of(GossipConfig.Encrypt config, Optional<Path> directory, boolean wan) {
    return new KeyringFile(
        directory
            .filter(_ -> config.keyringFile())
            .map(data -> data.resolve("serf").resolve(wan ? "remote.keyring" : "local.keyring")));
  }

  /// Whether there are keys from before.
  boolean exists() {
    return path.isPresent() && Files.exists(path.get());
  }

  /// The keys to start with; those of the configuration are written down if there are none yet.
  ///
  /// @throws AgentException if the file cannot be used
  Keyring load(String configured) {
    try {
      if (exists()) {
        if (!configured.isEmpty()) {
          LOG.warn("{} exists, so its keys are used and not the one of encrypt", path.get());
        }
        return read(path.get());
      }
      Keyring keys = configured.isEmpty() ? Keyring.NONE : Keyring.of(configured);
      if (!keys.isEmpty()) {
        write(keys);
      }
      return keys;
    } catch (IOException | IllegalArgumentException e) {
      throw new AgentException(
          "Failed to configure keyring: " + path.map(Path::toString).orElse("") + ": " + e, e);
    }
  }

  private static Keyring read(Path file) throws IOException {
    List<Bytes> keys = new ArrayList<>();
    try (JsonParser in = JSON.createParser(Files.readString(file, UTF_8))) {
      if (in.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("not a JSON list of keys");
      }
      while (in.nextToken() == JsonToken.VALUE_STRING) {
        keys.add(Keyring.decoded(in.getText()));
      }
      if (in.currentToken() != JsonToken.END_ARRAY) {
        throw new IOException("not a JSON list of keys");
      }
    }
    return new Keyring(keys);
  }

  /// Keeps the keys for the next start, in the background.
  void changed(Keyring keys) {
    latest = keys;
    Thread.startVirtualThread(this::writeLatest);
  }

  private synchronized void writeLatest() {
    try {
      write(latest);
    } catch (IOException e) {
      LOG.error("the keys of gossip could not be written down: {}", e.toString());
    }
  }

  private void write(Keyring keys) throws IOException {
    if (path.isEmpty()) {
      return;
    }
    Path file = path.get();
    Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Bytes key : keys.keys()) {
        json.writeString(Keyring.encoded(key));
      }
      json.writeEndArray();
    }
    Files.deleteIfExists(fresh);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(fresh, text.toString(), UTF_8, CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
