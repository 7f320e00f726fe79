package org.consulkv.cli.operator;

import java.util.Collections;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonObject;
import org.consulkv.cli.json.JsonWriter;

/// `consul operator autopilot state`.
public final class AutopilotState extends ClientCommand {
  private final Flag format =
      flags.declare("format", Kind.STRING, "pretty", "Output format: pretty or json.");

  public AutopilotState() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul operator autopilot state [options]

      Shows how healthy the servers are, and how many may fail before the others
      cannot go on.
    """;
  }

  @Override
  protected String failure() {
    return "Error querying Autopilot state";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    boolean json = format.text().equals("json");
    if (!json && !format.text().equals("pretty")) {
      return terminal.fail("Unknown format: " + format.text());
    }
    Object answer = client.get("/v1/operator/autopilot/state").sendOk().json();
    JsonObject state = answer instanceof JsonObject object ? object : new JsonObject();
    terminal.print(json ? JsonWriter.indented(state, "    ") : pretty(state));
    return ExitCode.OK;
  }

  private static String pretty(JsonObject state) {
    StringBuilder text = new StringBuilder();
    line(text, "Healthy:                      ", state.text("Healthy"));
    line(text, "Failure Tolerance:            ", state.text("FailureTolerance"));
    line(text, "Optimistic Failure Tolerance: ", zero(state.text("OptimisticFailureTolerance")));
    line(text, "Leader:                       ", state.text("Leader"));
    list(text, "Voters:", state, "Voters");
    list(text, "Standbys:", state, "Standbys");
    list(text, "ReadReplicas:", state, "ReadReplicas");
    text.append("Servers:\n");
    JsonObject servers = state.object("Servers");
    for (String id : sorted(servers)) {
      server(text, id, servers.object(id));
    }
    text.setLength(text.length() - 1);
    return text.toString();
  }

  private static void server(StringBuilder text, String id, JsonObject server) {
    text.append("   ").append(id).append('\n');
    line(text, "      Name:            ", server.text("Name"));
    line(text, "      Address:         ", server.text("Address"));
    line(text, "      Version:         ", server.text("Version"));
    line(text, "      Status:          ", server.text("Status"));
    line(text, "      Node Type:       ", server.text("NodeType"));
    line(text, "      Node Status:     ", server.text("NodeStatus"));
    line(text, "      Healthy:         ", server.text("Healthy"));
    line(text, "      Last Contact:    ", server.text("LastContact"));
    line(text, "      Last Term:       ", server.text("LastTerm"));
    line(text, "      Last Index:      ", server.text("LastIndex"));
    JsonObject meta = server.object("Meta");
    if (!meta.names().isEmpty()) {
      text.append("      Meta\n");
      for (String name : sorted(meta)) {
        line(text, "         " + GoValues.quote(name) + ": ", GoValues.quote(meta.text(name)));
      }
    }
  }

  private static void list(StringBuilder text, String heading, JsonObject state, String name) {
    List<?> ids = state.list(name);
    if (ids.isEmpty()) {
      return;
    }
    text.append(heading).append('\n');
    for (Object id : ids) {
      text.append("   ").append(id).append('\n');
    }
  }

  private static void line(StringBuilder text, String heading, String value) {
    text.append(heading).append(value).append('\n');
  }

  private static String zero(String number) {
    return number.isEmpty() ? "0" : number;
  }

  private static List<String> sorted(JsonObject object) {
    List<String> names = object.names();
    Collections.sort(names);
    return names;
  }
}
