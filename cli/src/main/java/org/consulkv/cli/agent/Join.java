package org.consulkv.cli.agent;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;

/// `consul join`.
public final class Join extends ClientCommand {
  private final Flag wan = flags.toggle("wan", "Joins a server to another server in the WAN pool.");

  public Join() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul join [options] address ...

      Tells a running Consul agent (with "consul agent") to join the cluster
      by specifying at least one existing member.
    """;
  }

  @Override
  protected String failure() {
    return "Error joining";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.isEmpty()) {
      return failWithHelp("At least one address to join must be specified.", terminal);
    }
    int joined = 0;
    for (String address : arguments) {
      Request request = client.put("/v1/agent/join/" + Escape.segment(address));
      try {
        (wan.isOn() ? request.param("wan", "1") : request).sendOk().close();
        joined++;
      } catch (ClientError e) {
        terminal.error("Error joining address '" + address + "': " + e.text());
      }
    }
    if (joined == 0) {
      return terminal.fail("Failed to join any nodes.");
    }
    terminal.print("Successfully joined cluster by contacting " + joined + " nodes.");
    return ExitCode.OK;
  }
}
