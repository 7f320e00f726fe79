package org.consulkv.cli.agent;

import java.util.Collections;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.json.JsonObject;

/// `consul info`.
public final class AgentInfo extends ClientCommand {
  public AgentInfo() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul info [options]

      Prints facts about a running agent for people who look for a fault: its build,
      its raft state, its gossip pools and the JVM it runs in.
    """;
  }

  @Override
  protected String failure() {
    return "Error querying agent";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    Object self = client.get("/v1/agent/self").sendOk().json();
    JsonObject stats =
        self instanceof JsonObject object ? object.object("Stats") : new JsonObject();
    for (String section : sorted(stats)) {
      terminal.print(section + ":");
      JsonObject facts = stats.object(section);
      for (String fact : sorted(facts)) {
        terminal.print("\t" + fact + " = " + facts.text(fact));
      }
    }
    return ExitCode.OK;
  }

  private static List<String> sorted(JsonObject object) {
    List<String> names = object.names();
    Collections.sort(names);
    return names;
  }
}
