package org.consulkv.cli.event;

import java.util.List;
import java.util.Locale;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.json.JsonObject;

/// `consul rtt`.
public final class Rtt extends ClientCommand {
  private final Flag wan = flags.toggle("wan", "Use WAN coordinates instead of LAN coordinates.");

  public Rtt() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul rtt [options] node1 [node2]

      Estimates the round trip time between two nodes using Consul's network
      coordinate model of the cluster.

      At least one node name is required. If the second node name isn't given, it
      is set to the agent's node name. Note that these are node names as known to
      Consul as "consul members" would show, not IP addresses.

      By default, the two nodes are assumed to be nodes in the local datacenter
      and the LAN coordinates are used. If the -wan option is given, then the WAN
      coordinates are used, and the node names must be suffixed by a period and
      the datacenter (eg. "myserver.dc1").

      It is not possible to measure between LAN coordinates and WAN coordinates
      because they are maintained by independent Serf gossip areas, so they are
      not compatible.
    """;
  }

  @Override
  protected String failure() {
    return "Error getting coordinates";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.isEmpty() || arguments.size() > 2) {
      return failWithHelp("One or two node names must be specified", terminal);
    }
    String first = arguments.get(0);
    String second = arguments.size() > 1 ? arguments.get(1) : self(client);
    Coordinate from = wan.isOn() ? inWan(client, first) : inLan(client, first);
    Coordinate to = wan.isOn() ? inWan(client, second) : inLan(client, second);
    terminal.print(
        String.format(
            Locale.ROOT,
            "Estimated %s <-> %s rtt: %.3f ms (using %s coordinates)",
            first,
            second,
            from.secondsTo(to) * 1000,
            wan.isOn() ? "WAN" : "LAN"));
    return ExitCode.OK;
  }

  private String self(Client client) {
    Object self = client.get("/v1/agent/self").sendOk().json();
    JsonObject config =
        self instanceof JsonObject object ? object.object("Config") : new JsonObject();
    String name = config.text("NodeName");
    return wan.isOn() ? name + "." + config.text("Datacenter") : name;
  }

  private static Coordinate inLan(Client client, String name) {
    for (JsonObject entry :
        JsonObject.objectsOf(client.get("/v1/coordinate/nodes").sendOk().json())) {
      if (entry.text("Node").equals(name)) {
        return Coordinate.of(entry.object("Coord"));
      }
    }
    throw missing(name);
  }

  private static Coordinate inWan(Client client, String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      throw new CommandError("Node names must be specified as <node name>.<datacenter> with -wan");
    }
    String datacenter = name.substring(dot + 1);
    String node = name.substring(0, dot);
    for (JsonObject area :
        JsonObject.objectsOf(client.get("/v1/coordinate/datacenters").sendOk().json())) {
      if (!area.text("Datacenter").equals(datacenter)) {
        continue;
      }
      for (JsonObject entry : area.objects("Coordinates")) {
        if (entry.text("Node").equals(node) || entry.text("Node").equals(name)) {
          return Coordinate.of(entry.object("Coord"));
        }
      }
    }
    throw missing(name);
  }

  private static CommandError missing(String name) {
    return new CommandError("Could not find a coordinate for node " + GoValues.quote(name));
  }
}
