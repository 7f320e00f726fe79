package org.consulkv.cli.catalog;

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
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.json.JsonObject;

/// `consul maint`.
public final class Maint extends ClientCommand {
  private static final String NODE_CHECK = "_node_maintenance";
  private static final String SERVICE_CHECK = "_service_maintenance:";

  private final Flag disable = flags.toggle("disable", "Takes it back into use.");
  private final Flag enable = flags.toggle("enable", "Takes it out of use.");
  private final Flag reason =
      flags.string("reason", "Why it is out of use; shown with its health.");
  private final Flag service =
      flags.string("service", "The `id` of a service on this agent, instead of the whole node.");

  public Maint() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul maint [options]

      Takes the agent's node, or one of its services, out of use: it counts as
      unhealthy and gets no traffic until it is taken back. Without options, shows
      what is out of use.

          $ consul maint -enable -service=web -reason="new disks"
          $ consul maint -disable -service=web
    """;
  }

  @Override
  protected String failure() {
    return "Error querying Consul agent";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (enable.isOn() && disable.isOn()) {
      return terminal.fail("Only one of -enable or -disable may be provided");
    }
    if (!enable.isOn() && reason.isSet()) {
      return terminal.fail("Reason may only be provided with -enable");
    }
    if (!enable.isOn() && !disable.isOn()) {
      if (service.isSet()) {
        return terminal.fail("-service requires -enable or -disable");
      }
      return show(client, terminal);
    }
    return change(client, terminal);
  }

  private int change(Client client, Terminal terminal) {
    boolean ofNode = service.text().isEmpty();
    String what = ofNode ? "node" : "service";
    Request request =
        client
            .put(
                ofNode
                    ? "/v1/agent/maintenance"
                    : "/v1/agent/service/maintenance/" + Escape.segment(service.text()))
            .param("enable", enable.isOn() ? "true" : "false");
    if (enable.isOn()) {
      request.param("reason", reason.text());
    }
    try {
      request.sendOk().close();
    } catch (ClientError e) {
      String verb = enable.isOn() ? "enabling " : "disabling ";
      return terminal.fail("Error " + verb + what + " maintenance: " + e.text());
    }
    String now = " maintenance is now " + (enable.isOn() ? "enabled" : "disabled");
    terminal.print(
        ofNode ? "Node" + now : "Service" + now + " for " + GoValues.quote(service.text()));
    return ExitCode.OK;
  }

  private static int show(Client client, Terminal terminal) {
    Object self = client.get("/v1/agent/self").sendOk().json();
    Object checks = client.get("/v1/agent/checks").sendOk().json();
    if (!(checks instanceof JsonObject all)) {
      return ExitCode.OK;
    }
    for (String id : all.names()) {
      JsonObject check = all.object(id);
      if (id.equals(NODE_CHECK)) {
        String name = self instanceof JsonObject o ? o.object("Config").text("NodeName") : "";
        terminal.print("Node:\n  Name:   " + name + "\n  Reason: " + check.text("Notes"));
      } else if (id.startsWith(SERVICE_CHECK)) {
        terminal.print(
            "Service:\n  ID:     "
                + check.text("ServiceID")
                + "\n  Reason: "
                + check.text("Notes"));
      }
    }
    return ExitCode.OK;
  }
}
