package org.consulkv.cli.snapshot;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Files;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;

/// `consul snapshot restore`.
public final class SnapshotRestore extends ClientCommand {
  public SnapshotRestore() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul snapshot restore [options] FILE

      Replaces the servers' whole state by that of a snapshot. The servers check it
      first; one that is damaged changes nothing.

          $ consul snapshot restore backup.snap
    """;
  }

  @Override
  protected String failure() {
    return "Error restoring snapshot";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
      return terminal.fail("Missing FILE argument");
    }
    if (arguments.size() > 1) {
      return terminal.fail("Too many arguments (expected 1, got " + arguments.size() + ")");
    }
    String file = arguments.get(0);
    try (FileInputStream in = new FileInputStream(file)) {
      client.put("/v1/snapshot").body(in, in.getChannel().size()).sendOk().close();
    } catch (IOException e) {
      return terminal.fail("Error opening snapshot file: " + Files.openError(file, e));
    }
    terminal.print("Restored snapshot");
    return ExitCode.OK;
  }
}
