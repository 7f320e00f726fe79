package org.consulkv.cli.agent;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;

/// `consul leave`.
public final class Leave extends ClientCommand {
  public Leave() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul leave [options]

      Makes the agent leave the pool and end. The others take it as gone for good,
      not as failed; a server gives up its vote.
    """;
  }

  @Override
  protected String failure() {
    return "Error leaving";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    client.put("/v1/agent/leave").sendOk().close();
    terminal.print("Graceful leave complete");
    return ExitCode.OK;
  }
}
