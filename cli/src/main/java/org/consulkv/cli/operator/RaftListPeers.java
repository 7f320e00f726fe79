package org.consulkv.cli.operator;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.Columns;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.json.JsonObject;

/// `consul operator raft list-peers`.
public final class RaftListPeers extends ClientCommand {
  public RaftListPeers() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul operator raft list-peers [options]

      Lists the servers of the raft group: which one leads, and which have a vote.
      With -stale, any server answers: the way to ask when there is no leader.
    """;
  }

  @Override
  protected String failure() {
    return "Error getting peers";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    Object answer = client.get("/v1/operator/raft/configuration").sendOk().json();
    Columns table = new Columns().row("Node", "ID", "Address", "State", "Voter", "RaftProtocol");
    if (answer instanceof JsonObject configuration) {
      for (JsonObject server : configuration.objects("Servers")) {
        table.row(
            server.text("Node").isEmpty() ? "(unknown)" : server.text("Node"),
            server.text("ID"),
            server.text("Address"),
            server.isTrue("Leader") ? "leader" : "follower",
            server.isTrue("Voter") ? "true" : "false",
            server.text("ProtocolVersion").isEmpty() ? "<=1" : server.text("ProtocolVersion"));
      }
    }
    terminal.print(table.toString());
    return ExitCode.OK;
  }
}
