package org.consulkv.cli.agent;

import java.util.List;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.FlagError;

/// `consul agent`: takes the flags and hands them to the node.
public final class AgentRun extends Command {
  private final AgentCommand agent;

  public AgentRun(AgentCommand agent) {
    this.agent = agent;
    AgentFlags.declare(flags);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul agent [options]

      Runs a node until it is interrupted or told to leave: a server with -server,
      else a client. With -dev, a server of its own that keeps everything in memory.

          $ consul agent -dev
          $ consul agent -server -bootstrap-expect=1 -data-dir=/var/lib/consul

      Flags win over files; files are read in the order given.
    """;
  }

  @Override
  protected int refused(FlagError error, Terminal terminal) {
    return terminal.fail("==> error parsing flags: " + error.text());
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    if (!arguments.isEmpty()) {
      return terminal.fail("==> Unexpected extra arguments: [" + String.join(" ", arguments) + "]");
    }
    List<AgentCommand.Setting> settings =
        flags.given().stream()
            .map(given -> new AgentCommand.Setting(given.flag().name(), given.value()))
            .toList();
    return agent.run(settings, terminal);
  }
}
