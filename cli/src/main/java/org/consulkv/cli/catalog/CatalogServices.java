package org.consulkv.cli.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

/// `consul catalog services`.
public final class CatalogServices extends ClientCommand {
  private final Flag node = flags.string("node", "Only services on this `node`, by name or ID.");
  private final Flag nodeMeta =
      flags.list("node-meta", "Only services on nodes with this `key=value`; may be repeated.");
  private final Flag tags = flags.toggle("tags", "Shows the services' tags too.");

  public CatalogServices() {
    super(Scope.NAMESPACE);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul catalog services [options]

      Lists the names of the services in the catalog.

          $ consul catalog services -tags -node=web-1
    """;
  }

  @Override
  protected String failure() {
    return "Error listing services";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    Map<String, Set<String>> found = node.text().isEmpty() ? everywhere(client) : onNode(client);
    if (found.isEmpty()) {
      terminal.error("No services match the given query - try expanding your search.");
      return ExitCode.OK;
    }
    Columns table = new Columns();
    found.forEach((name, all) -> table.row(name, tags.isOn() ? String.join(",", all) : ""));
    terminal.print(table.toString());
    return ExitCode.OK;
  }

  private Map<String, Set<String>> everywhere(Client client) {
    Request request = client.get("/v1/catalog/services");
    NodeMeta.add(request, nodeMeta);
    Map<String, Set<String>> found = new TreeMap<>();
    if (request.sendOk().json() instanceof JsonObject services) {
      for (String name : services.names()) {
        add(found, name, services.list(name));
      }
    }
    return found;
  }

  private Map<String, Set<String>> onNode(Client client) {
    Map<String, Set<String>> found = new TreeMap<>();
    Object answer = client.get("/v1/catalog/node/" + Escape.segment(node.text())).sendOk().json();
    if (answer instanceof JsonObject onNode) {
      JsonObject services = onNode.object("Services");
      for (String id : services.names()) {
        JsonObject service = services.object(id);
        add(found, service.text("Service"), service.list("Tags"));
      }
    }
    return found;
  }

  private static void add(Map<String, Set<String>> found, String name, List<?> tags) {
    Set<String> all = found.computeIfAbsent(name, key -> new TreeSet<>());
    for (Object tag : tags) {
      all.add(String.valueOf(tag));
    }
  }
}
