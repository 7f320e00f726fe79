package org.consulkv.cli.command;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.ClientError;

/// A command that asks an agent over HTTP.
public abstract class ClientCommand extends Command {
  private final ClientFlags clientFlags;

  /// @param scope which of the common flags the command takes
  protected ClientCommand(Scope scope) {
    clientFlags = ClientFlags.declare(flags, scope);
  }

  /// What failed, for the message about an error of the connection or of the agent: "Error
  /// leaving".
  protected abstract String failure();

  /// Does the work; errors of the client may pass through.
  protected abstract int run(List<String> arguments, Client client, Terminal terminal);

  @Override
  protected final int run(List<String> arguments, Terminal terminal) {
    Client client;
    try {
      client = new Client(clientFlags.config(terminal));
    } catch (ClientError e) {
      return terminal.fail("Error connecting to Consul agent: " + e.text());
    }
    try {
      return run(arguments, client, terminal);
    } catch (ClientError e) {
      return terminal.fail(failure() + ": " + e.text());
    }
  }
}
