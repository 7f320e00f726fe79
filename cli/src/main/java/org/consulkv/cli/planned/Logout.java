package org.consulkv.cli.planned;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;

/// `consul logout`. Whether there is anything to end is the agent's to say.
final class Logout extends ClientCommand {
  Logout() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul logout [options]

      Ends a login: destroys the token that this command uses.
    """;
  }

  @Override
  protected String failure() {
    return "Error destroying token";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    client.post("/v1/acl/logout").sendOk().close();
    return ExitCode.OK;
  }
}
