package org.consulkv.cli.operator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.FlagError;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;

/// `consul operator autopilot set-config`. Changes only what is given, and nothing if somebody else
/// changes it meanwhile.
public final class AutopilotSetConfig extends ClientCommand {
  private final Flag cleanupDeadServers =
      flags.declare(
          "cleanup-dead-servers",
          Kind.MAYBE,
          "",
          "Controls whether Consul will automatically remove dead servers when new ones are"
              + " successfully added. Must be one of `true|false`.");
  private final Flag disableUpgradeMigration =
      flags.declare(
          "disable-upgrade-migration",
          Kind.MAYBE,
          "",
          "(Enterprise-only) Controls whether Consul will avoid promoting new servers until it can"
              + " perform a migration. Must be one of `true|false`.");
  private final Flag lastContactThreshold =
      flags.declare(
          "last-contact-threshold",
          Kind.MAYBE_DURATION,
          "",
          "Controls the maximum amount of time a server can go without contact from the leader"
              + " before being considered unhealthy. Must be a duration value such as `200ms`.");
  private final Flag maxTrailingLogs =
      flags.declare(
          "max-trailing-logs",
          Kind.MAYBE_UINT,
          "",
          "Controls the maximum number of log entries that a server can trail the leader by before"
              + " being considered unhealthy.");
  private final Flag minQuorum =
      flags.declare(
          "min-quorum",
          Kind.MAYBE_UINT,
          "",
          "Sets the minimum number of servers required in a cluster before autopilot is allowed to"
              + " prune dead servers.");
  private final Flag redundancyZoneTag =
      flags.value(
          "redundancy-zone-tag",
          "(Enterprise-only) Controls the node_meta tag name used for separating servers into"
              + " different redundancy zones.");
  private final Flag serverStabilizationTime =
      flags.declare(
          "server-stabilization-time",
          Kind.MAYBE_DURATION,
          "",
          "Controls the minimum amount of time a server must be stable in the 'healthy' state"
              + " before being added to the cluster. Only takes effect if all servers are running"
              + " Raft protocol version 3 or higher. Must be a duration value such as `10s`.");
  private final Flag upgradeVersionTag =
      flags.value(
          "upgrade-version-tag",
          "(Enterprise-only) The node_meta tag to use for version info when performing upgrade"
              + " migrations. If left blank, the Consul version will be used.");

  public AutopilotSetConfig() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul operator autopilot set-config [options]

      Changes by which rules the servers look after themselves. What is not given
      stays as it is.

          $ consul operator autopilot set-config -cleanup-dead-servers=false
    """;
  }

  @Override
  protected String failure() {
    return "Error setting Autopilot configuration";
  }

  @Override
  protected int refused(FlagError error, Terminal terminal) {
    return terminal.fail("Failed to parse args: " + error.text());
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    Object answer = client.get("/v1/operator/autopilot/configuration").sendOk().json();
    JsonObject config = answer instanceof JsonObject object ? object : new JsonObject();
    if (cleanupDeadServers.isSet()) {
      config.put("CleanupDeadServers", cleanupDeadServers.isOn());
    }
    if (disableUpgradeMigration.isSet()) {
      config.put("DisableUpgradeMigration", disableUpgradeMigration.isOn());
    }
    number(config, "MaxTrailingLogs", maxTrailingLogs);
    number(config, "MinQuorum", minQuorum);
    text(config, "LastContactThreshold", lastContactThreshold);
    text(config, "ServerStabilizationTime", serverStabilizationTime);
    text(config, "RedundancyZoneTag", redundancyZoneTag);
    text(config, "UpgradeVersionTag", upgradeVersionTag);
    String result =
        client
            .put("/v1/operator/autopilot/configuration")
            .param("cas", config.text("ModifyIndex"))
            .body(JsonWriter.compact(config).getBytes(StandardCharsets.UTF_8))
            .sendOk()
            .text();
    if (!result.contains("true")) {
      return terminal.fail("Configuration could not be atomically updated, please try again");
    }
    terminal.print("Configuration updated!");
    return ExitCode.OK;
  }

  private static void number(JsonObject config, String name, Flag flag) {
    if (flag.isSet()) {
      config.put(name, flag.number());
    }
  }

  private static void text(JsonObject config, String name, Flag flag) {
    if (flag.isSet()) {
      config.put(name, flag.text());
    }
  }
}
