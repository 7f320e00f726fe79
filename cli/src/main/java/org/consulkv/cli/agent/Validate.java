package org.consulkv.cli.agent;

import java.util.List;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;

/// `consul validate`.
public final class Validate extends Command {
  private final AgentCommand agent;
  private final Flag format =
      flags.string(
          "config-format", "Reads all files as `hcl` or `json`, whatever their names are.");
  private final Flag quiet =
      flags.toggle("quiet", "Says nothing about files that are right; only the exit status tells.");

  public Validate(AgentCommand agent) {
    this.agent = agent;
  }

  @Override
  protected String usage() {
    return """
    Usage: consul validate [options] FILE_OR_DIRECTORY...

      Checks configuration files as an agent would that starts with them, all
      together. The exit status is 0 if they are valid, else 1.

          $ consul validate /etc/consul.d
    """;
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    if (arguments.isEmpty()) {
      return terminal.fail("Must specify at least one config file or directory");
    }
    String problem = agent.validate(arguments, format.text(), terminal);
    if (!problem.isEmpty()) {
      return terminal.fail("Config validation failed: " + problem);
    }
    if (!quiet.isOn()) {
      terminal.print("Configuration is valid!");
    }
    return ExitCode.OK;
  }
}
