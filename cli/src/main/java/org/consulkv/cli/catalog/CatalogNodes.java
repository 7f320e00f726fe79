package org.consulkv.cli.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.Columns;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.json.JsonObject;

/// `consul catalog nodes`.
public final class CatalogNodes extends ClientCommand {
  private static final int SHORT_ID = 8;

  private final Flag detailed =
      flags.toggle("detailed", "Shows whole IDs, tagged addresses and metadata too.");
  private final Flag filter =
      flags.string("filter", "Only nodes that match this filter expression.");
  private final Flag near =
      flags.string("near", "Sorts by round trip time from this `node`; _agent is the agent's.");
  private final Flag nodeMeta =
      flags.list("node-meta", "Only nodes with this `key=value`; may be repeated.");
  private final Flag service =
      flags.string("service", "Only nodes with an instance of this service.");

  public CatalogNodes() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul catalog nodes [options]

      Lists the nodes in the catalog.

          $ consul catalog nodes -service=web -node-meta=rack=7
    """;
  }

  @Override
  protected String failure() {
    return "Error listing nodes";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    boolean byService = !service.text().isEmpty();
    Request request =
        client.get(
            byService
                ? "/v1/catalog/service/" + Escape.segment(service.text())
                : "/v1/catalog/nodes");
    NodeMeta.add(request, nodeMeta);
    if (!near.text().isEmpty()) {
      request.param("near", near.text());
    }
    if (!filter.text().isEmpty()) {
      request.param("filter", filter.text());
    }
    List<JsonObject> nodes = new ArrayList<>(JsonObject.objectsOf(request.sendOk().json()));
    if (nodes.isEmpty()) {
      terminal.error("No nodes match the given query - try expanding your search.");
      return ExitCode.OK;
    }
    if (near.text().isEmpty()) {
      nodes.sort(Comparator.comparing((JsonObject node) -> node.text("Node")));
    }
    terminal.print(detailed.isOn() ? detailed(nodes, byService) : brief(nodes));
    return ExitCode.OK;
  }

  private static String brief(List<JsonObject> nodes) {
    Columns table = new Columns().row("Node", "ID", "Address", "DC");
    for (JsonObject node : nodes) {
      String id = node.text("ID");
      table.row(
          node.text("Node"),
          id.substring(0, Math.min(SHORT_ID, id.length())),
          node.text("Address"),
          node.text("Datacenter"));
    }
    return table.toString();
  }

  private static String detailed(List<JsonObject> nodes, boolean byService) {
    Columns table = new Columns().row("Node", "ID", "Address", "DC", "TaggedAddresses", "Meta");
    for (JsonObject node : nodes) {
      table.row(
          node.text("Node"),
          node.text("ID"),
          node.text("Address"),
          node.text("Datacenter"),
          pairs(node.object("TaggedAddresses")),
          pairs(node.object(byService ? "NodeMeta" : "Meta")));
    }
    return table.toString();
  }

  private static String pairs(JsonObject map) {
    List<String> pairs = new ArrayList<>();
    for (String name : map.names()) {
      pairs.add(name + "=" + map.text(name));
    }
    Collections.sort(pairs);
    return String.join(", ", pairs);
  }
}
