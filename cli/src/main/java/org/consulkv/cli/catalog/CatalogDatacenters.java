package org.consulkv.cli.catalog;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.json.JsonObject;

/// `consul catalog datacenters`.
public final class CatalogDatacenters extends ClientCommand {
  public CatalogDatacenters() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul catalog datacenters [options]

      Lists the datacenters that the servers know, the nearest first.
    """;
  }

  @Override
  protected String failure() {
    return "Error listing datacenters";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    Object names = client.get("/v1/catalog/datacenters").sendOk().json();
    for (Object name : JsonObject.listOf(names)) {
      terminal.print(JsonObject.textOf(name));
    }
    return ExitCode.OK;
  }
}
