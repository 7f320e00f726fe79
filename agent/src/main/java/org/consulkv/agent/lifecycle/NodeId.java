package org.consulkv.agent.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.consulkv.agent.AgentException;
import org.consulkv.agent.config.NodeConfig;
import org.consulkv.runtime.Chance;

/// This node's id: the configured one, else the one kept in the data directory, else the machine's
/// (if asked for), else a random one. Whatever it is, it is kept in the data directory.
public final class NodeId {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Path MACHINE_ID = Path.of("/etc/machine-id");

  private NodeId() {}

  /// @param directory where to keep it; empty in dev mode
  /// @throws AgentException if the kept id cannot be read or is not a UUID
  public static String of(NodeConfig config, Optional<DataDirectory> directory, Chance chance) {
    Optional<Path> file = directory.map(dir -> dir.path().resolve("node-id"));
    Optional<String> kept = file.flatMap(NodeId::read);
    String id =
        config
            .id()
            .or(() -> kept)
            .or(() -> config.disableHostNodeId() ? Optional.empty() : ofMachine())
            .orElseGet(() -> chance.uuid().toString());
    if (!kept.equals(Optional.of(id))) {
      file.ifPresent(path -> write(path, id));
    }
    return id;
  }

  private static Optional<String> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String id = Files.readString(file).strip().toLowerCase(Locale.ROOT);
      if (!FORM.matcher(id).matches()) {
        throw new AgentException(
            "the node id in "
                + file
                + " is not a UUID; restore the file, or delete it to join as"
                + " a new node");
      }
      return Optional.of(id);
    } catch (IOException e) {
      throw new AgentException("reading the node id in " + file + ": " + e.getMessage(), e);
    }
  }

  /// The log names its members by this id, so it is on the disk before the log is: after a power
  /// failure there is none or a whole one.
  private static void write(Path file, String id) {
    Path unfinished = file.resolveSibling("node-id.unfinished");
    try {
      Files.writeString(unfinished, id);
      flush(unfinished, WRITE);
      Files.move(unfinished, file, ATOMIC_MOVE);
      flush(file.toAbsolutePath().resolveSibling("."), READ);
    } catch (IOException e) {
      throw new AgentException("writing the node id to " + file + ": " + e.getMessage(), e);
    }
  }

  private static void flush(Path file, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(file, access)) {
      channel.force(true);
    }
  }

  /// An id that is the same for every agent that this machine ever runs.
  private static Optional<String> ofMachine() {
    try {
      String machine = Files.readString(MACHINE_ID).strip();
      return machine.isEmpty()
          ? Optional.empty()
          : Optional.of(
              UUID.nameUUIDFromBytes(("consul-kv " + machine).getBytes(UTF_8)).toString());
    } catch (IOException _) {
      return Optional.empty(); // not on this system
    }
  }
}
