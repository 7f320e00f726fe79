package org.consulkv.cli.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;

/// `consul services register`.
public final class ServicesRegister extends ClientCommand {
  private final Flag address =
      flags.string("address", "Address of the service to register for arg-based registration.");
  private final Flag id =
      flags.string(
          "id",
          "ID of the service to register for arg-based registration. If this isn't set, it will"
              + " default to the -name value.");
  private final Flag kind = flags.string("kind", "The services 'kind'");
  private final Flag meta =
      flags.list(
          "meta",
          "Metadata to set on the service, formatted as key=value. This flag may be specified"
              + " multiple times to set multiple meta fields.");
  private final Flag name =
      flags.string("name", "Name of the service to register for arg-based registration.");
  private final Flag port =
      flags.declare(
          "port", Kind.INT, "0", "Port of the service to register for arg-based registration.");
  private final Flag socket =
      flags.string(
          "socket",
          "Path to the Unix domain socket to register for arg-based registration (conflicts with"
              + " address and port).");
  private final Flag tag =
      flags.list(
          "tag",
          "Tag to add to the service. This flag can be specified multiple times to set multiple"
              + " tags.");
  private final Flag taggedAddress =
      flags.list(
          "tagged-address",
          "Tagged address to set on the service, formatted as key=value. This flag may be"
              + " specified multiple times to set multiple addresses.");

  private final HclReader hcl;

  public ServicesRegister(HclReader hcl) {
    super(Scope.NAMESPACE);
    this.hcl = hcl;
  }

  @Override
  protected String usage() {
    return """
    Usage: consul services register [options] [FILE...]

      Registers services with the agent, from configuration files or from flags.
      They stay until they are deregistered, even if the agent starts anew.

          $ consul services register web.json
          $ consul services register -name=web -port=8080 -tag=v1
    """;
  }

  @Override
  protected String failure() {
    return "Error registering service";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (arguments.isEmpty() && name.text().isEmpty()) {
      return terminal.fail("Service registration requires at least one argument or flags.");
    }
    if (!arguments.isEmpty() && !name.text().isEmpty()) {
      return terminal.fail("Service registration requires arguments or flags, not both.");
    }
    List<JsonObject> services = new ArrayList<>();
    if (arguments.isEmpty()) {
      services.add(fromFlags());
    }
    for (String file : arguments) {
      services.addAll(ServiceFile.read(file, hcl));
    }
    for (JsonObject service : services) {
      String shown = JsonObject.textOf(service.find("Name"));
      try {
        client
            .put("/v1/agent/service/register")
            .body(JsonWriter.compact(service).getBytes(StandardCharsets.UTF_8))
            .sendOk()
            .close();
      } catch (ClientError e) {
        return terminal.fail(
            "Error registering service " + GoValues.quote(shown) + ": " + e.text());
      }
      terminal.print("Registered service: " + shown);
    }
    return ExitCode.OK;
  }

  private JsonObject fromFlags() {
    JsonObject service = new JsonObject();
    text(service, "Kind", kind);
    text(service, "ID", id);
    service.put("Name", name.text());
    if (!tag.all().isEmpty()) {
      service.put("Tags", tag.all());
    }
    service.put("Port", Integer.toUnsignedLong((int) port.number()));
    text(service, "Address", address);
    text(service, "SocketPath", socket);
    JsonObject pairs = new JsonObject();
    for (String pair : meta.all()) {
      int equals = NodeMeta.equals(pair, meta);
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    if (meta.isSet()) {
      service.put("Meta", pairs);
    }
    JsonObject addresses = new JsonObject();
    for (String pair : taggedAddress.all()) {
      int equals = NodeMeta.equals(pair, taggedAddress);
      addresses.put(pair.substring(0, equals), tagged(pair.substring(equals + 1)));
    }
    return taggedAddress.isSet() ? service.put("TaggedAddresses", addresses) : service;
  }

  /// `address` or `address:port`.
  private JsonObject tagged(String text) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > text.lastIndexOf(']') && colon == text.indexOf(':');
    if (!hasPort) {
      return new JsonObject().put("Address", text).put("Port", port.number());
    }
    return new JsonObject()
        .put("Address", text.substring(0, colon))
        .put("Port", GoValues.parseNumber(text.substring(colon + 1), true));
  }

  private static void text(JsonObject service, String field, Flag flag) {
    if (!flag.text().isEmpty()) {
      service.put(field, flag.text());
    }
  }
}
