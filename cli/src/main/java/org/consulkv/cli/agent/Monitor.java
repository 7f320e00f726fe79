package org.consulkv.cli.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.client.Request;
import org.consulkv.cli.client.Response;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Interrupt;
import org.consulkv.cli.command.OutputClosed;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.Kind;

/// `consul monitor`.
public final class Monitor extends ClientCommand {
  private static final int BUFFER_BYTES = 16 * 1024;

  private final Flag logJson = flags.toggle("log-json", "Shows each message as a JSON object.");
  private final Flag logLevel =
      flags.declare(
          "log-level",
          Kind.STRING,
          "INFO",
          "Shows messages of this level and above: trace, debug, info, warn or err. It may be"
              + " lower than the agent's own.");

  public Monitor() {
    super(Scope.AGENT);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul monitor [options]

      Shows the agent's log messages as they come, until it is interrupted.

          $ consul monitor -log-level=debug
    """;
  }

  @Override
  protected String failure() {
    return "Error starting monitor";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    Request request = client.get("/v1/agent/monitor").param("loglevel", logLevel.text());
    if (logJson.isOn()) {
      request.param("logjson", "true");
    }
    try (Interrupt _ = Interrupt.exitsWith(ExitCode.OK);
        Response response = request.sendOk()) {
      copy(response.body(), terminal);
    }
    terminal.print("");
    terminal.print("The agent ended the stream of messages: it has stopped, or it broke down.");
    return ExitCode.OK;
  }

  private static void copy(InputStream messages, Terminal terminal) {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (true) {
      int count = read(messages, buffer);
      if (count < 0) {
        return;
      }
      try {
        terminal.out().write(buffer, 0, count);
        terminal.out().flush();
      } catch (IOException e) {
        throw new OutputClosed();
      }
    }
  }

  /// A connection that breaks ends the stream as an orderly end does.
  private static int read(InputStream messages, byte[] buffer) {
    try {
      return messages.read(buffer, 0, buffer.length);
    } catch (IOException e) {
      return -1;
    }
  }
}
