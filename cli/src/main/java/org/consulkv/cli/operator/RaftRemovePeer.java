package org.consulkv.cli.operator;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.GoValues;

/// `consul operator raft remove-peer`.
public final class RaftRemovePeer extends ClientCommand {
  private final Flag address = flags.string("address", "The `ip:port` of the server to remove.");
  private final Flag id = flags.string("id", "The ID of the server to remove.");

  public RaftRemovePeer() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul operator raft remove-peer [options]

      Takes a server out of the raft group: for one that is gone and that
      "consul force-leave" and autopilot did not remove.
    """;
  }

  @Override
  protected String failure() {
    return "Error removing peer";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (!address.text().isEmpty() && !id.text().isEmpty()) {
      return terminal.fail("Error removing peer: cannot give both an address and id");
    }
    if (address.text().isEmpty() && id.text().isEmpty()) {
      return terminal.fail(
          "Error removing peer: an address or id is required for the peer to remove");
    }
    Flag which = id.text().isEmpty() ? address : id;
    client.delete("/v1/operator/raft/peer").param(which.name(), which.text()).sendOk().close();
    terminal.print("Removed peer with " + which.name() + " " + GoValues.quote(which.text()));
    return ExitCode.OK;
  }
}
