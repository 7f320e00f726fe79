package org.consulkv.cli.agent;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;

/// `consul force-leave`.
public final class ForceLeave extends ClientCommand {
  private final Flag prune = flags.toggle("prune", "Remove agent completely from list of members");
  private final Flag wan =
      flags.toggle("wan", "Removes a server from the pools of all datacenters.").hide();

  public ForceLeave() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul force-leave [options] name

      Forces a member of a Consul cluster to enter the "left" state. Note
      that if the member is still actually alive, it will eventually rejoin
      the cluster. This command is most useful for cleaning out "failed" nodes
      that are never coming back. If you do not force leave a failed node,
      Consul will attempt to reconnect to those failed nodes for some period of
      time before eventually reaping them.

      -prune    Remove agent completely from list of members
    """;
  }

  @Override
  protected String failure() {
    return "Error force leaving";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.size() != 1) {
      return failWithHelp("A single node name must be specified to force leave.", terminal);
    }
    Request request = client.put("/v1/agent/force-leave/" + Escape.segment(arguments.get(0)));
    if (prune.isOn()) {
      request.param("prune", "1");
    }
    if (wan.isOn()) {
      request.param("wan", "1");
    }
    request.sendOk().close();
    return ExitCode.OK;
  }
}
