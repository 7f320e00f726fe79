package org.consulkv.cli.agent;

import java.util.List;
import org.consulkv.cli.command.Command;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.ProgramVersion;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.flag.Kind;

/// `consul version`, also `consul -v` and `consul --version`.
public final class Version extends Command {
  private final ProgramVersion version;
  private final Flag format =
      flags.declare("format", Kind.STRING, "pretty", "Output format: pretty or json.");

  public Version(ProgramVersion version) {
    this.version = version;
  }

  @Override
  protected String usage() {
    return """
    Usage: consul version [options]

      Prints the version of this program and of the protocols it speaks.
    """;
  }

  @Override
  protected int run(List<String> arguments, Terminal terminal) {
    switch (format.text()) {
      case "pretty" -> terminal.print(pretty());
      case "json" -> terminal.print(json());
      default -> {
        return terminal.fail("Unknown format: " + format.text());
      }
    }
    return ExitCode.OK;
  }

  private String pretty() {
    return "Consul v"
        + version.number()
        + "\nProtocol 2 spoken by default, understands 2 to 3 (agent will automatically use"
        + " protocol >2 when speaking to compatible agents)\n";
  }

  private String json() {
    return "{\"Version\":"
        + GoValues.quote(version.number())
        + ",\"Revision\":"
        + GoValues.quote(version.revision())
        + ",\"Prerelease\":\"\",\"RPC\":{\"Default\":2,\"Min\":2,\"Max\":3}}";
  }
}
