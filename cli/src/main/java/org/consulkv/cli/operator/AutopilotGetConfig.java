package org.consulkv.cli.operator;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.json.JsonObject;

/// `consul operator autopilot get-config`.
public final class AutopilotGetConfig extends ClientCommand {
  private static final List<String> PLAIN =
      List.of(
          "CleanupDeadServers",
          "LastContactThreshold",
          "MaxTrailingLogs",
          "MinQuorum",
          "ServerStabilizationTime");

  public AutopilotGetConfig() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul operator autopilot get-config [options]

      Shows by which rules the servers look after themselves.
    """;
  }

  @Override
  protected String failure() {
    return "Error querying Autopilot configuration";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    Object answer = client.get("/v1/operator/autopilot/configuration").sendOk().json();
    JsonObject config = answer instanceof JsonObject object ? object : new JsonObject();
    for (String name : PLAIN) {
      String value = config.text(name);
      terminal.print(name + " = " + (value.isEmpty() ? "0" : value));
    }
    print(terminal, config, "RedundancyZoneTag");
    terminal.print("DisableUpgradeMigration = " + config.isTrue("DisableUpgradeMigration"));
    print(terminal, config, "UpgradeVersionTag");
    return ExitCode.OK;
  }

  private static void print(Terminal terminal, JsonObject config, String name) {
    terminal.print(name + " = " + GoValues.quote(config.text(name)));
  }
}
