package org.consulkv.cli.event;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Escape;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.GoRegexp;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.json.JsonObject;

/// `consul event`.
public final class Event extends ClientCommand {
  private final Flag name = flags.string("name", "Name of the event.");
  private final Flag node = flags.string("node", "Regular expression to filter on node names.");
  private final Flag service =
      flags.string("service", "Regular expression to filter on service instances.");
  private final Flag tag =
      flags.string(
          "tag", "Regular expression to filter on service tags. Must be used with -service.");

  public Event() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul event [options] [payload]

      Dispatches a custom user event across a datacenter. An event must provide
      a name, but a payload is optional. Events support filtering using
      regular expressions on node name, service, and tag definitions.
    """;
  }

  @Override
  protected String failure() {
    return "Error firing event";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (name.text().isEmpty()) {
      return failWithHelp("Event name must be specified", terminal);
    }
    Pattern _ = GoRegexp.compile(node.text(), "Failed to compile node filter regexp");
    Pattern _ = GoRegexp.compile(service.text(), "Failed to compile service filter regexp");
    Pattern _ = GoRegexp.compile(tag.text(), "Failed to compile tag filter regexp");
    if (!tag.text().isEmpty() && service.text().isEmpty()) {
      return terminal.fail("Cannot provide tag filter without service filter.");
    }
    if (arguments.size() > 1) {
      return terminal.fail("Too many command line arguments.");
    }
    Request request = client.put("/v1/event/fire/" + Escape.segment(name.text()));
    for (Flag filter : List.of(node, service, tag)) {
      if (!filter.text().isEmpty()) {
        request.param(filter.name(), filter.text());
      }
    }
    if (!arguments.isEmpty()) {
      request.body(arguments.get(0).getBytes(StandardCharsets.UTF_8));
    }
    Object fired = request.sendOk().json();
    terminal.print("Event ID: " + (fired instanceof JsonObject event ? event.text("ID") : ""));
    return ExitCode.OK;
  }
}
