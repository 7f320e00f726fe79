package org.consulkv.cli.catalog;

import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.json.JsonObject;

/// `consul services deregister`.
public final class ServicesDeregister extends ClientCommand {
  private final Flag id = flags.string("id", "The `id` of the service to deregister.");

  private final HclReader hcl;

  public ServicesDeregister(HclReader hcl) {
    super(Scope.NAMESPACE);
    this.hcl = hcl;
  }

  @Override
  protected String usage() {
    return """
    Usage: consul services deregister [options] [FILE...]

      Deregisters services from the agent, by their ID or by the files that they
      were registered from.

          $ consul services deregister -id=web
    """;
  }

  @Override
  protected String failure() {
    return "Error deregistering service";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.isEmpty() && id.text().isEmpty()) {
      return terminal.fail("Service deregistration requires at least one argument or -id.");
    }
    if (!arguments.isEmpty() && !id.text().isEmpty()) {
      return terminal.fail("Service deregistration requires arguments or -id, not both.");
    }
    List<String> ids = new ArrayList<>();
    if (arguments.isEmpty()) {
      ids.add(id.text());
    }
    for (String file : arguments) {
      for (JsonObject service : ServiceFile.read(file, hcl)) {
        String own = JsonObject.textOf(service.find("ID"));
        ids.add(own.isEmpty() ? JsonObject.textOf(service.find("Name")) : own);
      }
    }
    for (String service : ids) {
      try {
        client.put("/v1/agent/service/deregister/" + Escape.segment(service)).sendOk().close();
      } catch (ClientError e) {
        return terminal.fail(
            "Error deregistering service " + GoValues.quote(service) + ": " + e.text());
      }
      terminal.print("Deregistered service: " + service);
    }
    return ExitCode.OK;
  }
}
