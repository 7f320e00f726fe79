package org.consulkv.cli.operator;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;

/// `consul operator raft transfer-leader`.
public final class RaftTransferLeader extends ClientCommand {
  private final Flag id =
      flags.string("id", "The ID of the server that shall lead. Any other voter by default.");

  public RaftTransferLeader() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul operator raft transfer-leader [options]

      Hands the leadership of the raft group to another server, as before the
      machine of the present leader goes down for a while.
    """;
  }

  @Override
  protected String failure() {
    return "Error transferring leadership";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    var request = client.post("/v1/operator/raft/transfer-leader");
    if (!id.text().isEmpty()) {
      request = request.param("id", id.text());
    }
    request.sendOk().close();
    terminal.print("Success");
    return ExitCode.OK;
  }
}
