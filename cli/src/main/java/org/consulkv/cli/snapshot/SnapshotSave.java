package org.consulkv.cli.snapshot;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.json.JsonObject;

/// `consul snapshot save`. A file of the wanted name is complete and checked, or is not there.
public final class SnapshotSave extends ClientCommand {
  public SnapshotSave() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul snapshot save [options] FILE

      Saves the servers' whole state at one moment to a file, and checks the file
      before it gets its name.

          $ consul snapshot save backup.snap

      With -stale, any server answers: the way to save what is left when there is no
      leader.
    """;
  }

  @Override
  protected String failure() {
    return "Error saving snapshot";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
      return terminal.fail("Missing FILE argument");
    }
    if (arguments.size() > 1) {
      return terminal.fail("Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    Path file = Path.of(arguments.get(0));
    Path unverified =
        Path.of(arguments.get(0) + ".unverified." + Long.toHexString(System.nanoTime()));
    try (Response response = client.get("/v1/snapshot").sendOk()) {
      write(response.body(), unverified);
      String index = verify(unverified);
      move(unverified, file);
      terminal.print("Saved and verified snapshot to index " + index);
      return ExitCode.OK;
    } finally {
      delete(unverified);
    }
  }

  private static void write(InputStream body, Path file) {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      body.transferTo(out);
      channel.force(true);
    } catch (IOException e) {
      throw new CommandError(
          "Error writing unverified snapshot file: " + SnapshotErrors.open(file, e));
    }
  }

  private static String verify(Path file) {
    try (InputStream in = new FileInputStream(file.toFile())) {
      JsonObject meta = SnapshotFile.read(in, state -> {});
      return meta.text("Index");
    } catch (IOException e) {
      throw new CommandError("Error verifying snapshot file: " + e.getMessage());
    }
  }

  private static void move(Path unverified, Path file) {
    try {
      Files.move(unverified, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CommandError(
          "Error renaming " + unverified + " to " + file + ": " + e.getMessage());
    }
  }

  private static void delete(Path unverified) {
    try {
      Files.deleteIfExists(unverified);
    } catch (IOException e) {
      // It keeps the name of a file that was not verified.
    }
  }
}
