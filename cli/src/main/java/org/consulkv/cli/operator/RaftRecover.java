package org.consulkv.cli.operator;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;

/// `consul operator raft recover`: writes the file from which a stopped server goes on when most of
/// the servers are lost for good. Without `-write` it only says what it would do.
public final class RaftRecover extends Command {
  private static final Pattern PEER =
      Pattern.compile(
          "(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
              + "@(?<address>.+:[0-9]{1,5})");

  private final Flag dataDir =
      flags.string("data-dir", "The data directory of the server, which must be stopped.");
  private final Flag peers =
      flags.declare(
          "peer",
          Kind.LIST,
          "",
          "A server that shall go on, as ID@IP:PORT. May be given several times. By default, the"
              + " server of this data directory alone.");
  private final Flag address =
      flags.declare(
          "address",
          Kind.STRING,
          "127.0.0.1:8300",
          "The `ip:port` of this server's own server port, if no -peer is given. Where servers"
              + " really are, they tell each other.");
  private final Flag write =
      flags.toggle("write", "Writes the file; without it, nothing is changed.");

  private final LogReach logs;

  /// @param logs reads the server's log
  public RaftRecover(LogReach logs) {
    this.logs = logs;
  }

  @Override
  protected String usage() {
    return """
    Usage: consul operator raft recover -data-dir=DIR [options]

      For a cluster that has lost most of its servers for good. Run it on each server
      that is left and shall go on, with the same list of servers, while all of them
      are stopped; then start them. What the server that leads then has in its log
      counts as committed; what only lost servers had is gone.

      It says how far the log of this server reaches. If only one of several servers
      shall go on, take the one with the greatest term and, among those, the greatest
      entry. If all that are left go on together, they find out by themselves.

      Save the data directories first. If one of the lost servers can be brought
      back, do that instead.

          $ consul operator raft recover -data-dir=/var/lib/consul -write
    """;
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    if (dataDir.text().isEmpty()) {
      return terminal.fail("Error recovering: -data-dir is required");
    }
    Path directory = Path.of(dataDir.text());
    try {
      String id = ownId(directory);
      requireStopped(directory);
      List<JsonObject> servers = servers(id);
      String file = JsonWriter.indented(servers, "  ");
      Path target = directory.resolve("raft").resolve("peers.json");
      terminal.print("This server is " + id + ".");
      terminal.print(reach(directory.resolve("raft")));
      terminal.print("From its next start on, these servers make up the cluster:\n\n" + file);
      if (!write.isOn()) {
        terminal.print("\nNothing was changed. With -write, this is written to " + target + ".");
        return ExitCode.OK;
      }
      Files.writeString(target, file + "\n");
      terminal.print("\nWritten to " + target + ". Start the server now.");
      return ExitCode.OK;
    } catch (Problem problem) {
      return terminal.fail("Error recovering: " + problem.getMessage());
    } catch (IOException e) {
      return terminal.fail("Error recovering: " + e);
    }
  }

  /// Why nothing can be done.
  private static final class Problem extends Exception {
    Problem(String message) {
      super(message, null, false, false);
    }
  }

  private static String ownId(Path directory) throws Problem, IOException {
    Path file = directory.resolve("node-id");
    if (!Files.isDirectory(directory.resolve("raft")) || !Files.exists(file)) {
      throw new Problem(directory + " is not the data directory of a server");
    }
    return Files.readString(file).strip();
  }

  private String reach(Path raft) throws IOException {
    return logs.last(raft)
        .map(last -> "Its log reaches to entry " + last.index() + ", of term " + last.term() + ".")
        .orElse("Its log is empty: a cluster that goes on from here has lost everything.");
  }

  private static void requireStopped(Path directory) throws Problem, IOException {
    try (FileChannel lock =
            FileChannel.open(
                directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = lock.tryLock()) {
      if (held == null) {
        throw inUse(directory);
      }
    } catch (OverlappingFileLockException e) { // an agent in this very process
      throw inUse(directory);
    }
  }

  private static Problem inUse(Path directory) {
    return new Problem("an agent is using " + directory + "; stop it first");
  }

  private List<JsonObject> servers(String own) throws Problem {
    List<JsonObject> servers = new ArrayList<>();
    if (peers.all().isEmpty()) {
      servers.add(server(own, address.text()));
    }
    for (String peer : peers.all()) {
      var parts =
          Optional.of(PEER.matcher(peer))
              .filter(java.util.regex.Matcher::matches)
              .orElseThrow(() -> new Problem("-peer must be ID@IP:PORT, not \"" + peer + "\""));
      servers.add(server(parts.group("id"), parts.group("address")));
    }
    if (servers.stream().noneMatch(server -> server.text("id").equals(own))) {
      throw new Problem("this server (" + own + ") is not among those that shall go on");
    }
    return servers;
  }

  private static JsonObject server(String id, String address) {
    JsonObject server = new JsonObject();
    server.put("id", id);
    server.put("address", address);
    server.put("non_voter", false);
    return server;
  }
}
