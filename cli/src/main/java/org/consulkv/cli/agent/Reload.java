package org.consulkv.cli.agent;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;

/// `consul reload`.
public final class Reload extends ClientCommand {
  public Reload() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul reload [options]

      Makes the agent read its configuration files again, as SIGHUP does. Errors in
      them are reported here and change nothing; settings that need a new start are
      not touched.
    """;
  }

  @Override
  protected String failure() {
    return "Error reloading";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    client.put("/v1/agent/reload").sendOk().close();
    terminal.print("Configuration reload triggered");
    return ExitCode.OK;
  }
}
