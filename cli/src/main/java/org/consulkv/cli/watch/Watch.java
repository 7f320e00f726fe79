package org.consulkv.cli.watch;

import java.util.List;
import org.consulkv.cli.client.Client;
import org.consulkv.cli.command.ClientCommand;
import org.consulkv.cli.command.CommandError;
import org.consulkv.cli.command.ExitCode;
import org.consulkv.cli.command.Interrupt;
import org.consulkv.cli.command.Scope;
import org.consulkv.cli.command.Terminal;
import org.consulkv.cli.flag.Flag;
import org.consulkv.cli.flag.GoValues;
import org.consulkv.cli.flag.Kind;
import org.consulkv.cli.json.JsonWriter;

/// `consul watch`.
public final class Watch extends ClientCommand {
  private final Flag filter =
      flags.string("filter", "Only what matches this filter expression.").hide();
  private final Flag key = flags.string("key", "The key to watch, for -type=key.");
  private final Flag name = flags.string("name", "The event to watch, for -type=event.");
  private final Flag passingOnly =
      flags.string("passingonly", "`true` for healthy instances only, for -type=service.");
  private final Flag prefix = flags.string("prefix", "The prefix to watch, for -type=keyprefix.");
  private final Flag service =
      flags.string("service", "The service to watch, for -type=service and -type=checks.");
  private final Flag serviceId =
      flags
          .string("service_id", "The service of the agent to watch, for -type=agent_service.")
          .hide();
  private final Flag shell =
      flags.declare(
          "shell",
          Kind.SWITCH,
          "true",
          "Runs the program by a shell; -shell=false runs it directly, with its arguments.");
  private final Flag state =
      flags.string("state", "The state of the checks to watch, for -type=checks.");
  private final Flag tag =
      flags.list("tag", "Only instances with this tag, for -type=service; may be repeated.");
  private final Flag type =
      flags.string(
          "type",
          "What to watch: key, keyprefix, services, nodes, service, checks, event or"
              + " agent_service.");

  public Watch() {
    super(Scope.DATACENTER);
  }

  @Override
  protected String usage() {
    return """
    Usage: consul watch [options] [PROGRAM...]

      Waits for changes and runs a program for each, with the new state as JSON on
      its standard input and the index in CONSUL_INDEX. It runs first for the state
      at the start. Without a program, prints that state and ends.

          $ consul watch -type=key -key=config/app ./reload-app
          $ consul watch -type=service -service=web -passingonly=true
    """;
  }

  @Override
  protected String failure() {
    return "Error querying Consul agent";
  }

  @Override
  protected int run(List<String> arguments, Client client, Terminal terminal) {
    if (type.text().isEmpty()) {
      return failWithHelp("Watch type must be specified", terminal);
    }
    WatchQuery query = WatchQuery.of(spec());
    client.get("/v1/agent/self").sendOk().close();
    try (Interrupt _ = Interrupt.exitsWith(ExitCode.OK)) {
      return arguments.isEmpty()
          ? printOnce(client, query, terminal)
          : runProgram(arguments, client, query, terminal);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private WatchSpec spec() {
    return new WatchSpec(
        type.text(),
        key.text(),
        prefix.text(),
        service.text(),
        serviceId.text(),
        tag.all(),
        isPassingOnly(),
        state.text(),
        name.text(),
        filter.text());
  }

  private boolean isPassingOnly() {
    String text = passingOnly.text();
    if (!text.isEmpty() && !GoValues.isBoolean(text)) {
      throw new CommandError(
          "Failed to parse passingonly flag: strconv.ParseBool: parsing "
              + GoValues.quote(text)
              + ": invalid syntax");
    }
    return GoValues.isTrue(text);
  }

  private static int printOnce(Client client, WatchQuery query, Terminal terminal)
      throws InterruptedException {
    WatchHandler once =
        (index, value) -> {
          terminal.print(JsonWriter.indented(value, "    "));
          return false;
        };
    new Watcher(client, query, once, Pause.REAL, terminal::error).run();
    return ExitCode.OK;
  }

  private int runProgram(List<String> words, Client client, WatchQuery query, Terminal terminal)
      throws InterruptedException {
    ScriptHandler handler =
        ScriptHandler.attached(
            shell.isOn() ? ScriptHandler.byShell(words) : words,
            terminal.environment(),
            terminal::error);
    new Watcher(client, query, handler, Pause.REAL, terminal::error).run();
    return handler.hasFailed() ? ExitCode.FAILED : ExitCode.OK;
  }
}
